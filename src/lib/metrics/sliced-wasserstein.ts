import type { Random } from '../random';

/** A set of points, one after the other: `[count, dimension]`. */
export type Points = Uint8Array | Float32Array;

export interface SlicedWassersteinOptions {
  /** Numbers in a point: the pixels of an image. */
  readonly dimension: number;
  /** Draws the directions; the same state gives the same distance. */
  readonly random: Random;
  /** How many directions to average over. */
  readonly projections?: number;
}

/**
 * The sliced Wasserstein distance between two sets of points, in the unit of their values (grey
 * levels, for images in bytes).
 *
 * Both sets are projected onto random directions θ, uniform on the unit sphere, and there compared
 * in one dimension, where the optimal transport is known: the k-th smallest goes to the k-th
 * smallest. SW₂² = E_θ[W₂²(θ·a, θ·b)], the expectation over as many directions as `projections`
 * (Rabin et al. 2011, "Wasserstein barycenter and its application to texture mixing"; for
 * generated images: Deshpande et al. 2018, arXiv:1803.11188).
 *
 * It is 0 for equal sets, symmetric for equal directions, and never negative. Two finite samples of
 * one distribution lie above 0: compare with that floor, real images against other real images, at
 * the same numbers of images.
 *
 * @throws on an empty set and on one that is not whole points
 */
export function slicedWassersteinDistance(
  a: Points,
  b: Points,
  { dimension, random, projections = 128 }: SlicedWassersteinOptions,
): number {
  for (const points of [a, b]) {
    if (points.length === 0 || points.length % dimension !== 0) {
      throw new RangeError(
        `a set holds a positive multiple of ${dimension} numbers, received ${points.length}`,
      );
    }
  }
  let sum = 0;
  for (let i = 0; i < projections; i++) {
    const direction = randomDirection(random, dimension);
    sum += squaredWasserstein(sortedProjection(a, direction), sortedProjection(b, direction));
  }
  return Math.sqrt(sum / projections);
}

/** Uniform on the unit sphere: a normal vector, scaled to length 1 (Muller 1959). */
function randomDirection(random: Random, dimension: number): Float64Array {
  const direction = Float64Array.from({ length: dimension }, () => random.normal());
  const length = Math.hypot(...direction);
  return direction.map((component) => component / length);
}

function sortedProjection(points: Points, direction: Float64Array): Float64Array {
  const dimension = direction.length;
  const projected = new Float64Array(points.length / dimension);
  for (let i = 0; i < projected.length; i++) {
    let sum = 0;
    for (let d = 0; d < dimension; d++) {
      sum += (points[i * dimension + d] ?? 0) * (direction[d] ?? 0);
    }
    projected[i] = sum;
  }
  return projected.sort();
}

/**
 * W₂² of two sorted samples: ∫₀¹ (F_a⁻¹(t) − F_b⁻¹(t))² dt, where F⁻¹ of n values is a staircase
 * with n steps of width 1 / n. For equally many it is the mean of the squared differences.
 */
function squaredWasserstein(a: Float64Array, b: Float64Array): number {
  let [i, j, done, sum] = [0, 0, 0, 0];
  while (i < a.length && j < b.length) {
    // Ends of the present steps, both in units of 1 / (a.length · b.length), thus exact.
    const end = Math.min((i + 1) * b.length, (j + 1) * a.length);
    sum += (end - done) * ((a[i] ?? 0) - (b[j] ?? 0)) ** 2;
    done = end;
    if (end === (i + 1) * b.length) i += 1;
    if (end === (j + 1) * a.length) j += 1;
  }
  return sum / (a.length * b.length);
}
