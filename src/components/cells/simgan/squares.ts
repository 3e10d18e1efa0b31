/** What D says of every square of one digit, and how large such a square is. */
import type { ReceptiveField } from '@lib/nn/receptive-field';
import { digitSize } from '@lib/data/digit-classes';
import { html, svg, type TemplateResult } from 'lit';
import type { ImageTiles } from '@lib/data/image-grid';
import { thumbnail, tileOf } from '../kit/digit-tiles';

interface Squares {
  /** `[count, 28, 28]` bytes, and which of them. */
  readonly images: Uint8Array;
  readonly place: number;
  /** D's probability of 本物 for each square, 0 to 255, `[count, n, n]`. */
  readonly verdicts: Uint8Array;
  readonly field: ReceptiveField;
}

export function squaresFigure({ images, place, verdicts, field }: Squares): TemplateResult {
  const { outputs, size } = field;
  const map = verdicts.slice(place * outputs ** 2, (place + 1) * outputs ** 2);
  const fakest = map.indexOf(map.reduce((least, verdict) => Math.min(least, verdict), 255));
  const probability = ((map[fakest] ?? NaN) / 255).toFixed(2);
  return html`<div class="squares">
    <figure>
      <figcaption>選んだ数字</figcaption>
      <div class="framed">${thumbnail(tileOf(images, place))} ${square(field, fakest)}</div>
      <p class="hint">枠はいちばん偽物らしい${size}×${size}画素（D = ${probability}）</p>
    </figure>
    <figure>
      <figcaption>範囲ごとの判定</figcaption>
      <image-grid
        .tiles=${asTiles(map, outputs)}
        label=${`識別器の${outputs}×${outputs}個の答え。いちばん低いものは${probability}`}
      ></image-grid>
      <p class="hint">${outputs}×${outputs}個。白いほど本物らしい</p>
    </figure>
  </div>`;
}

/** The field of one verdict on the picture. */
function square({ outputs, stride, start, size }: ReceptiveField, verdict: number) {
  const [x, y] = [verdict % outputs, Math.floor(verdict / outputs)];
  return html`<svg viewBox="0 0 ${digitSize} ${digitSize}" aria-hidden="true">
    ${svg`<rect x=${start + stride * x} y=${start + stride * y} width=${size} height=${size}></rect>`}
  </svg>`;
}

function asTiles(pixels: Uint8Array, side: number): ImageTiles {
  return { pixels, rows: 1, columns: 1, tileHeight: side, tileWidth: side };
}
