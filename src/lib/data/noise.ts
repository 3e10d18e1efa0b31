import { normalQuantile } from '../normal-distribution';
import type { Random } from '../random';

export type NoiseDistributionName = 'uniform' | 'gaussian';

/** The noise z of a small generator. */
export interface NoiseSpec {
  readonly dimension: 1 | 2;
  /** `uniform` on [−1, 1) along every axis, or standard `gaussian`. */
  readonly distribution: NoiseDistributionName;
}

/** Independent noise, `[count, dimension]`. */
export function sampleNoise(spec: NoiseSpec, random: Random, count: number): Float32Array {
  const noise = new Float32Array(count * spec.dimension);
  if (spec.distribution === 'uniform') random.fillUniform(noise, -1, 1);
  else noise.forEach((_, i) => (noise[i] = random.normal()));
  return noise;
}

/**
 * A regular lattice over the noise, to see how the generator warps it: between neighbouring lines
 * lies the same probability along each axis. Gaussian noise has no end; its outermost lines lie at a
 * quarter of that probability instead.
 *
 * @param steps intervals along each axis, ≥ 1
 * @returns `[(steps + 1) ** dimension, dimension]`, along the first axis first
 */
export function noiseLattice({ dimension, distribution }: NoiseSpec, steps: number): Float32Array {
  const lines = Array.from({ length: steps + 1 }, (_, i) => {
    if (distribution === 'uniform') return (2 * i) / steps - 1;
    return normalQuantile(Math.min(Math.max(i, 0.25), steps - 0.25) / steps);
  });
  if (dimension === 1) return Float32Array.from(lines);
  return Float32Array.from(lines.flatMap((second) => lines.flatMap((first) => [first, second])));
}
