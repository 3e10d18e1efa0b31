/** The charts and sentences of comparisons: one line for either DCGAN. */
import { formatSize } from '../shared/format';
import type { ChartPlan } from './comparison';
import type { ComparisonPoint, LaneMeasure } from './measures';

interface LaneChart {
  readonly title: string;
  readonly measure: LaneMeasure;
  /** Of the two DCGANs; the first is the one to compare with. */
  readonly labels: readonly [string, string];
  readonly isLogarithmic?: boolean;
}

/** One measure of both DCGANs. */
export function laneChart({ title, measure, labels, isLogarithmic = false }: LaneChart): ChartPlan {
  const [first, second] = labels;
  return {
    title,
    lines: [
      { name: `${measure} 0`, label: first, color: '--color-discriminator', isDashed: false },
      { name: `${measure} 1`, label: second, color: '--color-generator', isDashed: true },
    ],
    isLogarithmic,
  };
}

/** The two DCGANs where something of the article's has been changed in the second. */
export const changedLabels = ['元のまま', '変えたもの'] as const;

/** How both do, for screen readers. */
export function changedSummary(point: ComparisonPoint): string {
  const [first, second] = changedLabels;
  return (
    `ステップ${point.step}。識別器の損失は${first}${formatSize(point['discriminatorLoss 0'])}、` +
    `${second}${formatSize(point['discriminatorLoss 1'])}。` +
    `D(G(z))は${first}${formatSize(point['generatorScore 0'])}、` +
    `${second}${formatSize(point['generatorScore 1'])}。`
  );
}
