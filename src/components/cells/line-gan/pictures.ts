import { html, svg, type TemplateResult } from 'lit';
import { linePicture } from './picture';
import type { LineSnapshot } from './snapshot';

export interface Moment {
  readonly snapshot: LineSnapshot;
  /** What the picture is, if it does not come from the reader's run. */
  readonly origin: string | null;
  /** What the last update has done. */
  readonly narration: string;
}

/** The picture of a moment, what happened in it, and its numbers. */
export function moment({ snapshot, origin, narration }: Moment): TemplateResult {
  return html`<div class="bench">
    ${origin === null ? '' : html`<p class="origin mark">${origin}</p>`} ${legend()}
    ${linePicture(snapshot)}
    <p class="narration">${narration}</p>
    ${accuracy(snapshot)}
  </div>`;
}

const entries = [
  ['p_data', 'line real'],
  ['p_g', 'line fake'],
  ['D(x)', 'line answers'],
  ['最適なD*(x)', 'line best'],
] as const;

function legend(): TemplateResult {
  return html`<ul class="legend" role="list">
    ${entries.map(
      ([label, style]) =>
        html`<li>
          <svg class="swatch" viewBox="0 0 28 8" aria-hidden="true">
            ${svg`<path class=${style} d="M1 4h26" />`}
          </svg>
          ${label}
        </li>`,
    )}
    <li><span class="arrow" aria-hidden="true">↑</span> zからx = G(z)へ</li>
  </ul>`;
}

/** How often D is right, beside a coin's 50 %. */
function accuracy({ accuracy: share }: LineSnapshot): TemplateResult {
  const text = Number.isNaN(share) ? '—' : `${(100 * share).toFixed(0)} %`;
  return html`<div class="accuracy">
    <span>識別器の正解率（直前のバッチ） <b translate="no">${text}</b></span>
    <div class="bar" aria-hidden="true">
      <i style="inline-size: ${Number.isNaN(share) ? 0 : 100 * share}%"></i><b></b>
    </div>
    <small aria-hidden="true">50 %：見分けがつかない</small>
  </div>`;
}
