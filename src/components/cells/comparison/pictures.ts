import { html, nothing, type TemplateResult } from 'lit';
import '../../charts/image-grid';
import { formatCount, formatSize } from '../kit/format';
import { type ComparisonPlan, type ComparisonState, lanesShown, type PlannedLane } from './plan';

/** What both draw side by side, with their newest answers. */
export function lanesPicture(plan: ComparisonPlan, state: ComparisonState): TemplateResult {
  const { isPreview, pictureStep } = state;
  return html`${
      isPreview
        ? html`<p class="origin mark">${originOf(plan, state)}</p>`
        : html`<p class="origin">
            生成画像（ステップ${formatCount(pictureStep)}。同じ16個のノイズから）
          </p>`
    }
    <div class="lanes">
      ${lanesShown(plan, state).map((lane, i) => laneFigure(state, lane, i))}
    </div>`;
}

function originOf({ controls }: ComparisonPlan, { headStart, step }: ComparisonState): string {
  const ahead = headStart > 0 ? `識別器が${headStart}回先行したあと、` : '';
  const seed = controls['seed']?.default ?? '';
  return `見本：シード${seed}で、${ahead}${formatCount(step)}ステップ学習したところ（あらかじめ計算した一例）`;
}

function laneFigure(
  { lanes }: ComparisonState,
  { title, detail }: PlannedLane,
  i: number,
): TemplateResult {
  const { picture = null, metrics = null, divergedAt = null } = lanes[i] ?? {};
  return html`<figure class="lane" data-lane=${i}>
    <figcaption><b>${title}</b>${detail}</figcaption>
    <image-grid .tiles=${picture} label=${`${title}の生成器が描いた16枚の画像`}></image-grid>
    <p class="verdict">
      <span>D(G(z)) <b>${formatSize(metrics?.['generatorScore'] ?? NaN)}</b></span>
      ${
        divergedAt === null
          ? nothing
          : html`<strong>ステップ${formatCount(divergedAt)}で発散</strong>`
      }
    </p>
  </figure>`;
}
