import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, formatSize } from '../shared/format';
import { legend } from '../shared/legend';
import type { ChartPlan, Comparison, PlannedLane } from './comparison';
import { type ComparisonState, valuesOf } from './state';

/** What both draw side by side, their numbers, and the curves. */
export function arena(comparison: Comparison, state: ComparisonState): TemplateResult {
  const lanes = lanesShown(comparison, state);
  return html`<div class="arena">
    ${
      state.isOpening
        ? html`<p class="origin mark">${originOf(comparison)}</p>`
        : html`<p class="origin">
            生成画像（ステップ${formatCount(state.step)}。同じ16個のノイズから）
          </p>`
    }
    <div class="lanes">${lanes.map((lane, i) => laneFigure(comparison, state, lane, i))}</div>
    <div class="charts">${comparison.charts.map((chart) => curves(state, chart))}</div>
  </div>`;
}

/** The lanes of what is shown, or of the form before anything is. */
export function lanesShown(
  comparison: Comparison,
  state: ComparisonState,
): readonly [PlannedLane, PlannedLane] {
  const values = state.used ?? (state.isOpening ? null : valuesOf(comparison, state));
  return comparison.lanesOf(values ?? defaultsOf(comparison));
}

function defaultsOf({ controls }: Comparison) {
  return Object.fromEntries(
    Object.entries(controls).map(([name, control]) => [name, control.default]),
  );
}

function originOf({ opening }: Comparison): string {
  const { seed, headStart, latest } = opening;
  const ahead = headStart > 0 ? `識別器が${headStart}回先行したあと` : '';
  return `見本：シード${seed}で${ahead}${formatCount(latest.step)}ステップ学習したところ（あらかじめ計算した一例）`;
}

function laneFigure(
  { opening }: Comparison,
  { tiles, latest, diverged, isOpening }: ComparisonState,
  { title, detail }: PlannedLane,
  i: number,
): TemplateResult {
  const at = diverged[i];
  const score = latest?.[i === 0 ? 'generatorScore 0' : 'generatorScore 1'] ?? NaN;
  const shown = Number.isNaN(score) ? '—' : formatSize(score);
  return html`<figure class="lane" data-lane=${i}>
    <figcaption><b>${title}</b>${detail}</figcaption>
    <image-grid
      .tiles=${tiles[i] ?? null}
      still=${isOpening ? (opening.stills[i] ?? '') : ''}
      label=${`${title}の生成器が描いた16枚の画像`}
    ></image-grid>
    <p class="verdict">
      <span>D(G(z)) <b>${shown}</b></span>
      ${at === undefined ? nothing : html`<strong>ステップ${formatCount(at)}で発散</strong>`}
    </p>
  </figure>`;
}

function curves({ curves: series, latest }: ComparisonState, chart: ChartPlan): TemplateResult {
  const { title, lines, isLogarithmic } = chart;
  const entries = lines.map((line) => {
    const value = latest?.[line.name] ?? null;
    return {
      ...line,
      latest: value === null || Number.isNaN(value) ? null : value,
      format: formatSize,
    };
  });
  const numbers = entries.map(
    ({ label, latest: value }) => `${label} ${value === null ? 'なし' : formatSize(value)}`,
  );
  return html`<figure>
    <figcaption>${title} ${legend(entries)}</figcaption>
    <div class="plot-area">
      <line-chart
        .steps=${series.steps}
        .curves=${lines.map((line) => ({ ...line, values: series.values[line.name] }))}
        .range=${null}
        .isLogarithmic=${isLogarithmic}
        label=${`${title}の曲線。最新の値：${numbers.join('、')}`}
      ></line-chart>
      ${
        series.steps.length === 0
          ? html`<p class="placeholder">実行すると、ここに曲線が描かれます</p>`
          : nothing
      }
    </div>
  </figure>`;
}
