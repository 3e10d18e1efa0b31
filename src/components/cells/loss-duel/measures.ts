/** What the duel shows of a frame in numbers. */
import type { LaneFrame, ToyView } from '@lib/runtime/toy/protocol';
import { expectedGradientRatio, gradientRatio } from '@lib/training/saturation';
import type { Point } from '../../charts/series';

export const duelView: ToyView = {
  points: 300,
  mapCells: 32,
  arrows: 0,
  latticeSteps: 0,
  comparison: false,
};

export const curveNames = [
  'saturatingScore',
  'nonSaturatingScore',
  'saturatingGradient',
  'nonSaturatingGradient',
  'ratio',
  'expectedRatio',
] as const;
export type CurveName = (typeof curveNames)[number];

export type DuelNumbers = Point<CurveName>;

/** The numbers after G's last update; `null` before its first. */
export function numbersOf(lanes: readonly Pick<LaneFrame, 'metrics'>[]): DuelNumbers | null {
  const [saturating, nonSaturating] = lanes.map(({ metrics }) => metrics);
  if (!saturating || !nonSaturating || saturating.step === 0) return null;
  const pair = { saturating, nonSaturating };
  return {
    step: saturating.step,
    saturatingScore: saturating.generatorScore,
    nonSaturatingScore: nonSaturating.generatorScore,
    // A logarithmic scale has no place for 0.
    saturatingGradient: positive(saturating.generatorGradient),
    nonSaturatingGradient: positive(nonSaturating.generatorGradient),
    ratio: positive(gradientRatio(pair)),
    expectedRatio: positive(expectedGradientRatio(pair)),
  };
}

/**
 * How far points have moved, in the mean.
 *
 * @param from `[count, 2]`
 * @param to the same points later
 * @returns a distance in the plane's units; the data is about 2 wide
 */
export function meanShift(from: ArrayLike<number>, to: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i + 1 < to.length; i += 2) {
    sum += Math.hypot((to[i] ?? NaN) - (from[i] ?? NaN), (to[i + 1] ?? NaN) - (from[i + 1] ?? NaN));
  }
  return to.length > 0 ? sum / (to.length / 2) : 0;
}

function positive(value: number): number {
  return value > 0 ? value : NaN;
}
