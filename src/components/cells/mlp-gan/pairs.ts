import type { NearestSamples } from '@lib/session/parts/samples';
import { html, nothing, type TemplateResult } from 'lit';
import { thumbnail, tileOf } from '../kit/digit-tiles';
import { formatCount } from '../kit/format';
import type { MlpState } from './settings';

/** The samples, each beside the training image nearest to it, as in the figures of the paper of 2014. */
export function pairsFigure(state: MlpState, pairs: NearestSamples | null): TemplateResult {
  const { isPreview, session } = state;
  const compared = session ? `${formatCount(session.family.imageCount)}枚の` : '';
  return html`<figure class="pairs">
    <figcaption>
      <span class="caption-title"
        >生成画像と、最も近い学習画像${
          isPreview ? html`<span class="mark">見本</span>` : nothing
        }</span
      >
      <span class="caption-detail"
        >${origin(state, pairs)}。左が生成画像です。黄色い枠が${compared}学習画像のうち最も近いものです。</span
      >
    </figcaption>
    <ul role="list">
      ${pairs ? pairs.distances.map((distance, i) => pair(i, distance, pairs)) : nothing}
    </ul>
    <p class="hint">
      距離は、784個の画素の差（0から255の明るさで数えます）を2乗して足した和の平方根です。「本物どうし」は、学習画像64枚のそれぞれから最も近いほかの学習画像までの平均です。
    </p>
  </figure>`;
}

function origin({ isPreview, step }: MlpState, pairs: NearestSamples | null): string {
  if (isPreview) return `シード1で${formatCount(step)}ステップ、あらかじめ学習させた例`;
  return `ステップ${formatCount(pairs?.step ?? 0)}`;
}

function pair(i: number, distance: number, pairs: NearestSamples): TemplateResult {
  const rounded = formatCount(Math.round(distance));
  return html`<li>
    <div
      class="pair"
      role="img"
      aria-label="${i + 1}組目。左が生成画像、右が最も近い学習画像。距離${rounded}"
    >
      <span class="tile">${thumbnail(tileOf(pairs.images, i))}</span>
      <span class="tile framed">${thumbnail(tileOf(pairs.nearest, i))}</span>
      <span class="name">生成</span><span class="name">学習画像</span>
      <span class="distance">距離 ${rounded}</span>
    </div>
  </li>`;
}
