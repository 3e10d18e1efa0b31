/** Curves of numbers that every lane has. */
import {
  expectedGradientRatio,
  gradientRatio,
  type SaturationPair,
} from '@lib/training/saturation';
import type { Metrics } from '@lib/training/trainer';

/** The name of a metric's curve of one lane, from 0. */
export const laneCurve = (metric: string, lane: number): string => `${metric} ${lane}`;

/** Metrics of so many lanes as a declaration's curves, named by {@link laneCurve}. */
export function laneCurves(
  metrics: readonly string[],
  lanes: number,
): Record<string, (lanes: readonly (Metrics | null)[]) => number> {
  const entries = metrics.flatMap((metric) =>
    Array.from({ length: lanes }, (_, lane) => {
      const numberOf = (round: readonly (Metrics | null)[]) => round[lane]?.[metric] ?? NaN;
      return [laneCurve(metric, lane), numberOf] as const;
    }),
  );
  return Object.fromEntries(entries);
}

type Lanes = readonly (Metrics | null)[];

/**
 * Of two lanes that differ in G's loss, the saturating one first: how many times larger the gradient
 * of the other is, and what the logits alone say of that ratio; see `training/saturation`.
 */
export const pairCurves = {
  ratio: (lanes: Lanes) => positive(gradientRatio(pairOf(lanes))),
  expectedRatio: (lanes: Lanes) => positive(expectedGradientRatio(pairOf(lanes))),
};

function pairOf([saturating, nonSaturating]: Lanes): SaturationPair {
  const update = (metrics: Metrics | null | undefined) => ({
    generatorScore: metrics?.['generatorScore'] ?? NaN,
    generatorGradient: metrics?.['generatorGradient'] ?? NaN,
  });
  return { saturating: update(saturating), nonSaturating: update(nonSaturating) };
}

/** A logarithmic scale has no place for 0. */
function positive(value: number): number {
  return value > 0 ? value : NaN;
}
