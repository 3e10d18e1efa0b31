import { html, svg, type TemplateResult } from 'lit';
import type { Curve } from '../../charts/line-chart';
import { formatMeasure } from './format';

/** A curve's name, line and latest number. */
export type LegendEntry = Pick<Curve, 'label' | 'color' | 'isDashed' | 'dash'> & {
  readonly latest: number | null;
  /** For numbers that are no measures. */
  readonly format?: (latest: number) => string;
};

/** Tells curves apart by their lines' colour and style, with their latest numbers as text. */
export function legend(entries: readonly LegendEntry[]): TemplateResult {
  return html`<dl class="legend">
    ${entries.map(
      ({ label, color, isDashed, dash = [6, 3], latest, format = formatMeasure }) =>
        html`<div data-curve=${label}>
          <dt>${lineSample(color, isDashed ? dash : null)}${label}</dt>
          <dd translate="no">${latest === null ? '—' : format(latest)}</dd>
        </div>`,
    )}
  </dl>`;
}

function lineSample(color: string, dash: readonly [number, number] | null): TemplateResult {
  return html`<svg class="line-sample" viewBox="0 0 24 8" aria-hidden="true">
    ${svg`<line
      x1="0" y1="4" x2="24" y2="4"
      style="stroke: var(${color})"
      stroke-width="2.5"
      stroke-dasharray=${dash ? dash.join(' ') : 'none'}
    />`}
  </svg>`;
}
