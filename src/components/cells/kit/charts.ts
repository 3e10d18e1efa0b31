import { html, nothing, type TemplateResult } from 'lit';
import { curveSketch } from '../../charts/sketch';
import type { CellState, CellTypes } from './cell-state';
import type { CellDeclaration, ChartDeclaration } from './declaration';
import { formatMeasure } from './format';
import { legend } from './legend';

/** The charts of a run so far; of a preview as plain SVG, so that a chart's program is not loaded before there is a run. */
export function chartFigures<T extends CellTypes>(
  declaration: CellDeclaration<T>,
  state: CellState<T>,
): TemplateResult {
  return html`${declaration.charts(state).map((chart) => chartFigure(declaration, state, chart))}`;
}

function chartFigure<T extends CellTypes>(
  declaration: CellDeclaration<T>,
  state: CellState<T>,
  chart: ChartDeclaration,
): TemplateResult {
  const { id, title, lines, watch, format = formatMeasure } = chart;
  const series = watch === undefined ? state.curves : state.watchCurves[watch];
  const steps = series?.steps ?? [];
  const curves = lines.map((line) => ({ ...line, values: series?.values[line.name] ?? [] }));
  const entries = curves.map((curve) => ({
    ...curve,
    latest:
      latestOf(declaration, state, { watch, name: curve.name }) ?? curve.values.at(-1) ?? null,
    format,
  }));
  const numbers = entries.map(
    ({ label, latest }) => `${label} ${latest === null ? '—' : format(latest)}`,
  );
  const last = steps.at(-1);
  const description =
    last === undefined
      ? `${title}の曲線（まだありません）`
      : `ステップ${last}までの${title}の曲線。最新の値：${numbers.join('、')}`;
  return html`<figure class=${id ?? nothing}>
    <figcaption><span class="caption-title">${title}</span> ${legend(entries)}</figcaption>
    <div class="plot-area">
      ${
        state.isPreview
          ? curveSketch({ steps, curves, label: description })
          : html`<line-chart
              .steps=${steps}
              .curves=${curves}
              .range=${chart.range ?? null}
              .guide=${chart.guide ?? null}
              .isLogarithmic=${chart.isLogarithmic ?? false}
              label=${description}
            ></line-chart>`
      }
      ${
        steps.length < (state.isPreview ? 2 : 1)
          ? html`<p class="placeholder">実行すると、ここに曲線が描かれます。</p>`
          : nothing
      }
    </div>
  </figure>`;
}

/** A curve's newest number, which the curve itself may only hold in the mean of some rounds. */
function latestOf<T extends CellTypes>(
  { curves, watchCurves }: CellDeclaration<T>,
  { lanes, watched }: CellState<T>,
  { watch, name }: { readonly watch: string | undefined; readonly name: string },
): number | null {
  const newest = watch === undefined ? null : watched[watch];
  const value =
    watch === undefined
      ? curves[name]?.(lanes.map(({ metrics }) => metrics))
      : newest && watchCurves?.[watch]?.[name]?.(newest.value as never);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
