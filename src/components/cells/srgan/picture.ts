import { html, type TemplateResult } from 'lit';
import '../../charts/image-grid';
import { tilesOf } from '../kit/digit-tiles';
import { formatCount } from '../kit/format';
import type { ImageTiles } from '@lib/data/image-grid';
import type { SrganState } from './settings';

const cache = new WeakMap<Uint8Array, ImageTiles>();

/** The images left out of training: small, brought back in three ways, and as they were. */
export function enlargements(state: SrganState): TemplateResult {
  const { info, lanes, isPreview, pictureStep } = state;
  const columns = [
    ['低解像度', '7×7', info?.low],
    ['補間', 'バイリニア', info?.bilinear],
    ['二乗誤差', 'だけで学習', lanes[0]?.picture],
    ['SRGAN', '識別器も使う', lanes[1]?.picture],
    ['元の画像', '28×28', info?.original],
  ] as const;
  const origin = isPreview
    ? html`<p class="origin mark">
        見本：シード1で${formatCount(pictureStep)}ステップ学習したところ（あらかじめ計算した一例）
      </p>`
    : html`<p class="origin">ステップ${formatCount(pictureStep)}。学習に使っていない画像です。</p>`;
  return html`${origin}
    <div class="enlargements">
      ${columns.map(
        ([title, detail, images]) =>
          html`<figure>
            <figcaption><b>${title}</b>${detail}</figcaption>
            <image-grid
              .tiles=${images ? column(images) : null}
              label=${`${title}（${detail}）の数字の画像`}
            ></image-grid>
          </figure>`,
      )}
    </div>`;
}

/** The same object as long as the images are, so that nothing is redrawn. */
function column(images: Uint8Array): ImageTiles {
  const known = cache.get(images) ?? tilesOf(images, 1);
  cache.set(images, known);
  return known;
}
