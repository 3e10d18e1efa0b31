/** What pictures and charts of a cell show, in words. */
import type { CellOutputOf } from '@lib/notebook/outputs';
import { formatMeasure } from '../kit/format';
import type { LegendEntry } from '../kit/legend';

export interface ChartAbout {
  readonly title?: string | undefined;
  readonly xLabel?: string | undefined;
  readonly yLabel?: string | undefined;
}

export function imageWords({
  title = '画像',
  count,
  height,
  width,
  columns,
}: Pick<CellOutputOf<'images'>, 'title' | 'count' | 'height' | 'width' | 'columns'>): string {
  return `${title}、${count}枚、各${height}×${width}画素、${Math.min(columns, count)}列`;
}

export function curveWords(
  { title = '曲線', xLabel = 'x' }: ChartAbout,
  {
    steps,
    entries,
  }: {
    readonly steps: readonly number[];
    readonly entries: readonly Pick<LegendEntry, 'label' | 'latest'>[];
  },
): string {
  const numbers = entries.map(({ label, latest }) =>
    latest === null ? label : `${label} ${formatMeasure(latest)}`,
  );
  return `${title}、${xLabel}は${steps[0] ?? 0}から${steps.at(-1) ?? 0}まで。最新の値：${numbers.join('、')}`;
}

export function axisWords({ xLabel, yLabel }: ChartAbout): string {
  return [xLabel && `横軸：${xLabel}`, yLabel && `縦軸：${yLabel}`].filter(Boolean).join('、');
}
