import type { GaussianComponent } from '../data/gaussian-mixture';

export interface ModeCoverage {
  /** Points within three standard deviations of each mode, in the modes' order. */
  readonly counts: readonly number[];
  /** Modes that hold at least a fifth of the points that they would by their weight. */
  readonly covered: number;
  /** Share of the points that are within three standard deviations of any mode, in [0, 1]. */
  readonly highQuality: number;
}

/** Radius around a mode, in standard deviations, as in Srivastava et al. 2017 (arXiv:1705.07761). */
const radius = 3;
/** Of a mode's fair share; below this it counts as missed. */
const leastShare = 0.2;

/**
 * Which modes of the data a generator has found.
 *
 * In the plane 98.9% of a Gaussian lies within three standard deviations, on the line 99.7%: a
 * perfect generator's share of points of high quality.
 *
 * @param points `[count, dimension]`
 * @param modes at least six standard deviations apart, so that no point is within reach of two
 */
export function modeCoverage(
  points: Float32Array,
  modes: readonly GaussianComponent[],
): ModeCoverage {
  const dimension = modes[0]?.centre.length ?? 1;
  const count = points.length / dimension;
  const counts = modes.map(() => 0);
  for (let i = 0; i < points.length; i += dimension) {
    const mode = modes.findIndex(({ centre, sigma }) => {
      let squared = 0;
      centre.forEach((middle, d) => (squared += ((points[i + d] ?? NaN) - middle) ** 2));
      return squared <= (radius * sigma) ** 2;
    });
    if (mode >= 0) counts[mode] = (counts[mode] ?? 0) + 1;
  }
  const totalWeight = modes.reduce((sum, { weight }) => sum + weight, 0);
  const isCovered = (n: number, i: number) =>
    n > 0 && n >= (leastShare * count * (modes[i]?.weight ?? 0)) / totalWeight;
  const within = counts.reduce((sum, n) => sum + n, 0);
  return {
    counts,
    covered: counts.filter(isCovered).length,
    highQuality: count > 0 ? within / count : 0,
  };
}
