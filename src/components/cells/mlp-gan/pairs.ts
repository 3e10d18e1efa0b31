import { html, nothing, type TemplateResult } from 'lit';
import { thumbnail, tileOf } from '../shared/digit-tiles';
import { formatCount } from '../shared/format';
import { opening, openingUrl } from './opening';
import type { MlpState } from './state';

/** The samples, each beside the training image nearest to it, as in the figures of the paper of 2014. */
export function pairsFigure(state: MlpState): TemplateResult {
  const { pairs, run } = state;
  const { distances } = pairs ?? opening;
  const images = run.session?.info.images.count;
  const compared = images === undefined ? '' : `${formatCount(images)}枚の`;
  return html`<figure class="pairs">
    <figcaption>
      <span class="caption-title"
        >生成画像と、最も近い学習画像${pairs ? nothing : html`<span class="mark">見本</span>`}</span
      >
      <span class="caption-detail"
        >${origin(pairs)}。左が生成画像です。黄色い枠が${compared}学習画像のうち最も近いものです。</span
      >
    </figcaption>
    <ul role="list">
      ${distances.map((distance, i) => pair(i, distance, pairs))}
    </ul>
    <p class="hint">
      距離は、784個の画素の差（0から255の明るさで数えます）を2乗して足した和の平方根です。「本物どうし」は、学習画像64枚のそれぞれから最も近いほかの学習画像までの平均です。
    </p>
  </figure>`;
}

function origin(pairs: MlpState['pairs']): string {
  if (pairs) return `ステップ${formatCount(pairs.step)}`;
  const { seed, step } = opening;
  return `シード${seed}で${formatCount(step)}ステップ、あらかじめ学習させた例`;
}

function pair(i: number, distance: number, pairs: MlpState['pairs']): TemplateResult {
  const rounded = formatCount(Math.round(distance));
  const { length } = opening.distances;
  return html`<li>
    <div
      class="pair"
      role="img"
      aria-label="${i + 1}組目。左が生成画像、右が最も近い学習画像。距離${rounded}"
    >
      <span class="tile">${pairs ? thumbnail(tileOf(pairs.images, i)) : sprite(i)}</span>
      <span class="tile framed"
        >${pairs ? thumbnail(tileOf(pairs.nearest, i)) : sprite(length + i)}</span
      >
      <span class="name">生成</span><span class="name">学習画像</span>
      <span class="distance">距離 ${rounded}</span>
    </div>
  </li>`;
}

/** An image of the opening's file. */
function sprite(i: number): TemplateResult {
  const last = 2 * opening.distances.length - 1;
  const place = `background-image: url(${openingUrl}); background-position: ${(100 * i) / last}% 0`;
  return html`<span class="sprite" style=${place}></span>`;
}
