/** The slopes below 0 that PReLU has learned (outline D9). */
import type { StraightNetwork } from '../nn/straight-network';

/**
 * Slope by slope, from the input on: one for each PReLU layer, of which all units must have one in
 * common (`sharedAxes` over all axes); nothing for a model without PReLU.
 */
export async function learnedSlopes(network: StraightNetwork): Promise<number[]> {
  const layers = network.layers.filter(({ className }) => className === 'PReLU');
  return Promise.all(
    layers.map(async ({ name, weights }) => {
      const slopes = await weights()[0]?.data<'float32'>();
      const [slope] = slopes ?? [];
      if (slope === undefined || slopes?.length !== 1) {
        throw new Error(`layer "${name}" has ${slopes?.length ?? 0} slopes, expected one`);
      }
      return slope;
    }),
  );
}
