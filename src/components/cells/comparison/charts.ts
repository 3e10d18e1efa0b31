/** The charts and sentences of comparisons: one line for either DCGAN. */
import type { Metrics } from '@lib/training/trainer';
import { laneCurve } from '../kit/chart-lines';
import type { ChartDeclaration } from '../kit/declaration';
import { formatSize } from '../kit/format';

interface LaneChart {
  readonly title: string;
  readonly measure: string;
  /** Of the two DCGANs; the first is the one to compare with. */
  readonly labels: readonly [string, string];
  readonly isLogarithmic?: boolean;
}

/** One measure of both DCGANs. */
export function laneChart(chart: LaneChart): ChartDeclaration {
  const { title, measure, labels, isLogarithmic = false } = chart;
  const [first, second] = labels;
  return {
    title,
    lines: [
      {
        name: laneCurve(measure, 0),
        label: first,
        color: '--color-discriminator',
        isDashed: false,
      },
      { name: laneCurve(measure, 1), label: second, color: '--color-generator', isDashed: true },
    ],
    isLogarithmic,
    format: formatSize,
  };
}

/** The two DCGANs where something of the article's has been changed in the second. */
export const changedLabels = ['元のまま', '変えたもの'] as const;

/** How both do, for screen readers. */
export function changedSummary([a, b]: readonly Metrics[], step: number): string {
  const [first, second] = changedLabels;
  const both = (name: string) =>
    `${first}${formatSize(a?.[name] ?? NaN)}、${second}${formatSize(b?.[name] ?? NaN)}`;
  return `ステップ${step}。識別器の損失は、${both('discriminatorLoss')}。D(G(z))は、${both('generatorScore')}。`;
}
