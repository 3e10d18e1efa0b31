/** How a network's values are distributed, layer by layer (outline D7). */
import { inspectLayers, type LayersOptions } from './layers';

export interface Bins {
  readonly min: number;
  readonly max: number;
  readonly count: number;
}

/** The values of one layer over a batch. */
export interface ActivationHistogram {
  readonly layer: string;
  readonly className: string;
  readonly mean: number;
  /** Of all the layer's values, about their mean. */
  readonly standardDeviation: number;
  /** Share of the values in each bin; with the two shares beyond, they sum to 1. */
  readonly shares: Float32Array;
  readonly below: number;
  readonly above: number;
}

/** The histograms of every layer's outputs, all over the same bins. */
export function activationHistograms(
  options: LayersOptions,
  bins: Bins,
): Promise<ActivationHistogram[]> {
  return inspectLayers(options, ({ name, className, values }) => ({
    layer: name,
    className,
    ...histogramOf(values, bins),
  }));
}

/**
 * Sort values into equal bins from `min` to `max`; a value on an edge belongs to the bin on its right,
 * `max` itself to the last.
 */
export function histogramOf(values: Float32Array, { min, max, count }: Bins) {
  const shares = new Float32Array(count);
  const share = 1 / values.length;
  let [below, above, sum, squares] = [0, 0, 0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
    if (value < min) below += share;
    else if (value > max) above += share;
    else {
      const bin = Math.min(count - 1, Math.floor(((value - min) / (max - min)) * count));
      shares[bin] = (shares[bin] ?? 0) + share;
    }
  }
  const mean = sum * share;
  const standardDeviation = Math.sqrt(Math.max(0, squares * share - mean * mean));
  return { mean, standardDeviation, shares, below, above };
}
