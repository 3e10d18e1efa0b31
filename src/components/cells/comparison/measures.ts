/** What the curves of a comparison are of. */
import type { ComparisonRound } from '@lib/runtime/comparison/protocol';
import type { DuelStepMetrics } from '@lib/runtime/protocol';
import { expectedGradientRatio, gradientRatio } from '@lib/training/saturation';
import type { Point } from '../../charts/series';

const laneMeasures = [
  'discriminatorLoss',
  'generatorLoss',
  'realScore',
  'fakeScore',
  'generatorScore',
  'generatorGradient',
] as const satisfies readonly (keyof DuelStepMetrics)[];
export type LaneMeasure = (typeof laneMeasures)[number];

/** A measure of the first lane or of the second, or of both together. */
export type CurveName = `${LaneMeasure} ${0 | 1}` | 'ratio' | 'expectedRatio';

export const curveNames: readonly CurveName[] = [
  ...laneMeasures.flatMap((measure) => [`${measure} 0`, `${measure} 1`] as const),
  'ratio',
  'expectedRatio',
];

export type ComparisonPoint = Point<CurveName>;

/** A round as numbers for the curves: NaN for a lane that is trained no further. */
export function pointOf({ step, lanes }: ComparisonRound): ComparisonPoint {
  const values = Object.fromEntries(curveNames.map((name) => [name, NaN]));
  for (const i of [0, 1] as const) {
    const metrics = lanes[i];
    if (metrics) for (const measure of laneMeasures) values[`${measure} ${i}`] = metrics[measure];
  }
  const [saturating, nonSaturating] = lanes;
  if (saturating && nonSaturating) {
    const pair = { saturating, nonSaturating };
    values['ratio'] = gradientRatio(pair);
    values['expectedRatio'] = expectedGradientRatio(pair);
  }
  return { step, ...values } as ComparisonPoint;
}
