import type { DigitQuality } from '@lib/metrics/quality';
import { html, type TemplateResult } from 'lit';
import { formatCount } from '../kit/format';
import { type ComparisonPlan, type ComparisonState, lanesShown } from './plan';

/** What the digit classifier made of both, measurement by measurement. */
export function qualityView(plan: ComparisonPlan, state: ComparisonState): TemplateResult {
  const lanes = lanesShown(plan, state);
  const { readings } = state.own;
  const floor = readings.at(-1)?.floor;
  if (!floor) {
    return html`<p class="measured hint">
      20秒ほど学習すると、数字の分類器で測った品質がここに並びます。
    </p>`;
  }
  return html`<div class="scroll" tabindex="0" role="region" aria-label="品質の表">
    <table class="quality">
      <caption>
        数字の分類器で測った品質。フレシェ距離（2乗）は小さいほど本物に近い値です。公表されているInceptionのFIDとは比べられません。
      </caption>
      <thead>
        <tr>
          <th scope="col" rowspan="2">ステップ</th>
          ${lanes.map(({ title }) => html`<th scope="colgroup" colspan="2">${title}</th>`)}
        </tr>
        <tr>
          ${lanes.map(
            () =>
              html`<th scope="col">フレシェ距離</th>
                <th scope="col">数字の種類</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${readings.map(
          (row) =>
            html`<tr>
              <th scope="row">${formatCount(row.step)}</th>
              ${lanes.map((_, i) => cells(row.lanes[i] ?? null))}
            </tr>`,
        )}
        <tr>
          <th scope="row">本物どうし</th>
          <td colspan="4">
            フレシェ距離 ${floor.frechetDistance.toFixed(1)}、数字の種類 ${kinds(floor)}
          </td>
        </tr>
      </tbody>
    </table>
  </div>`;
}

function cells(quality: DigitQuality | null): TemplateResult {
  if (!quality) return html`<td colspan="2">発散</td>`;
  return html`<td>${quality.frechetDistance.toFixed(1)}</td>
    <td>${kinds(quality)}</td>`;
}

/** Digits of which there is at least one in a hundred. */
function kinds({ shares }: DigitQuality): string {
  return `${shares.filter((share) => share >= 0.01).length}/10`;
}
