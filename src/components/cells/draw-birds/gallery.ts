import { slotNames } from '@lib/data/bird-words';
import type { Changed, GalleryAnswer } from '@lib/lookups/stackgan';
import { html, type TemplateResult } from 'lit';
import { wordOf } from './readings';
import { largeBird, smallBird } from './tiles';

/** Pictures whose colour Stage-II mended, and broke; the first few by their number, not chosen. */
export function galleryOf({ captions, mended, broken }: GalleryAnswer): TemplateResult {
  return html`<p class="hint">
      学習していない組み合わせの説明文${captions}文から描き、分類器で読みました。
    </p>
    ${part('1段目の色が文と違い、2段目が直した', mended)}
    ${part('1段目の色は文のとおりで、2段目が変えてしまった', broken)}`;
}

function part(title: string, pictures: readonly Changed[]): TemplateResult {
  return html`<section class="changes">
    <p><b>${title}</b></p>
    ${
      pictures.length === 0
        ? html`<p class="hint">この${'シード'}では見つかりませんでした。</p>`
        : html`<div class="gallery">${pictures.map(one)}</div>`
    }
  </section>`;
}

function one({ caption, slot, said, seen, small, large }: Changed): TemplateResult {
  const [before, after] = seen.map((value) => wordOf(slot, value));
  const name = slotNames[slot][0];
  return html`<figure>
    <div class="pair">
      ${smallBird(small, 0, `1段目：${name}は${before ?? ''}`)}
      ${largeBird(large, 0, `2段目：${name}は${after ?? ''}`)}
    </div>
    <figcaption>
      ${name}：文は${wordOf(slot, said)}、1段目は${before}、2段目は${after}<br /><small
        >${caption}</small
      >
    </figcaption>
  </figure>`;
}
