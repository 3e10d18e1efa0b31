/** Units that no input makes fire: why Leaky ReLU (outline D10). */
import { inspectLayers, type LayersOptions } from './layers';

/** How many units of an activation layer are on the negative side for every input of a batch. */
export interface SilentUnits {
  readonly layer: string;
  /** Channels after a convolution, values after a dense layer. */
  readonly units: number;
  /** Never above 0, at no place of no input. */
  readonly silent: number;
  /**
   * Silent, with a slope of 0 there: no gradient comes back through them. The same as `silent` for
   * ReLU, 0 for Leaky ReLU.
   */
  readonly dead: number;
}

const activations = new Set(['ReLU', 'LeakyReLU', 'PReLU']);

/**
 * Count the units of every activation layer that stay silent for a whole batch.
 *
 * ReLU, Leaky ReLU and PReLU (with slopes above 0) are above 0 exactly where their input is, so that
 * the outputs tell.
 */
export async function countSilentUnits(options: LayersOptions): Promise<SilentUnits[]> {
  const findings = await inspectLayers(options, ({ name, className, values, units }) => {
    if (!activations.has(className)) return null;
    const fires = new Uint8Array(units);
    values.forEach((value, i) => {
      if (value > 0) fires[i % units] = 1;
    });
    const silent = fires.reduce((sum, fired) => sum + 1 - fired, 0);
    return { layer: name, units, silent, dead: className === 'ReLU' ? silent : 0 };
  });
  return findings.filter((finding) => finding !== null);
}
