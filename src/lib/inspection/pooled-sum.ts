/** Global average pooling as arithmetic: a logit as the sum of map mean × weight. */
import type { ClassActivation } from './class-activation-map';

/** What one feature map gives to a class's logit. */
export interface Contribution {
  readonly channel: number;
  /** Of the map, over its places. */
  readonly mean: number;
  readonly weight: number;
  /** `mean × weight`. */
  readonly product: number;
}

/** A class's logit, taken apart. */
export interface PooledSum {
  /** Of all channels, the most for the class first, the most against it last. */
  readonly contributions: readonly Contribution[];
  readonly bias: number;
  /** The sum of all products and the bias. */
  readonly logit: number;
  /** The mean of the class's activation map, which is the sum of all products too. */
  readonly mapMean: number;
}

type Parts = Pick<ClassActivation, 'features' | 'weights' | 'biases' | 'maps'>;

/** Take the logit of class `digit` apart into what each feature map gives to it. */
export function pooledSum({ features, weights, biases, maps }: Parts, digit: number): PooledSum {
  const classes = biases.length;
  const channels = weights.length / classes;
  const places = features.length / channels;
  const contributions = Array.from({ length: channels }, (_, channel): Contribution => {
    const mean = meanOf(features, channel * places, places);
    const weight = weights[channel * classes + digit] ?? NaN;
    return { channel, mean, weight, product: mean * weight };
  }).sort((a, b) => b.product - a.product || a.channel - b.channel);
  const bias = biases[digit] ?? NaN;
  return {
    contributions,
    bias,
    logit: contributions.reduce((sum, { product }) => sum + product, bias),
    mapMean: meanOf(maps, digit * places, places),
  };
}

/** One map out of several that lie one after the other. */
export function mapAt(maps: Float32Array, index: number, places: number): Float32Array {
  return maps.subarray(index * places, (index + 1) * places);
}

function meanOf(values: Float32Array, start: number, count: number): number {
  let sum = 0;
  for (let i = start; i < start + count; i++) sum += values[i] ?? NaN;
  return sum / count;
}
