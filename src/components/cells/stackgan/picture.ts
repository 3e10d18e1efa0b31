import { html, type TemplateResult } from 'lit';
import { largeBird, smallBird } from '../draw-birds/tiles';
import { formatCount } from '../kit/format';
import type { StackganState } from './settings';

/** Captions of combinations held out, with the pictures of both stages under them. */
export function birdRows({ info, lanes, isPreview, pictureStep }: StackganState): TemplateResult {
  const picture = lanes[0]?.picture;
  const origin = isPreview
    ? html`<p class="origin mark">
        見本：シード1で${formatCount(pictureStep)}ステップ学習したところ（あらかじめ計算した一例）
      </p>`
    : html`<p class="origin">
        ステップ${formatCount(pictureStep)}。学習データにない色の組み合わせです。
      </p>`;
  const captions = info?.captions ?? [];
  return html`${origin}
    <div class="rows">
      ${captions.map(
        (caption, i) => html`
          <figure>
            <div class="pair">
              ${picture ? smallBird(picture.small, i, `1段目：${caption}`) : ''}
              ${
                picture && picture.large.length > 0
                  ? largeBird(picture.large, i, `2段目：${caption}`)
                  : html`<span class="later">2段目はまだ</span>`
              }
            </div>
            <figcaption>${caption}</figcaption>
          </figure>
        `,
      )}
    </div>`;
}
