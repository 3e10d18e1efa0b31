/** Synthetic digits, what a refiner makes of them, and how they are read; for both cells of SimGAN. */
import { html, type TemplateResult } from 'lit';
import { thumbnail, tileOf, tilesOf } from '../kit/digit-tiles';

const columns = 10;

/** Digits in one picture, with a caption. */
export function digitRows(title: string, images: Uint8Array): TemplateResult {
  return html`<figure>
    <figcaption>${title}</figcaption>
    <image-grid .tiles=${rowsOf(images)} label=${`${title}の数字の画像`}></image-grid>
  </figure>`;
}

interface ReadDigits {
  readonly title: string;
  /** `[count, 28, 28]` bytes. */
  readonly images: Uint8Array;
  /** What they are meant to be, and what is read. */
  readonly labels: Uint8Array;
  readonly read: Uint8Array;
  /** The one that more is shown of, and how to choose another; none of either if left out. */
  readonly chosen?: number;
  readonly onChoose?: (place: number) => void;
}

/** Digits one by one, each with what the classifier reads; those that changed their label are marked. */
export function readDigits(digits: ReadDigits): TemplateResult {
  const { title, labels, read } = digits;
  const changed = [...labels].filter((label, i) => label !== read[i]).length;
  return html`<figure>
    <figcaption>
      ${title}
      <span class="hint"
        >${changed === 0 ? 'ラベルどおりに読めます' : `${changed}枚がラベルと違って読まれます`}</span
      >
    </figcaption>
    <ul class="read-digits">
      ${[...labels].map((label, i) => readDigit(digits, label, i))}
    </ul>
  </figure>`;
}

function readDigit(
  { images, read, chosen, onChoose }: ReadDigits,
  label: number,
  i: number,
): TemplateResult {
  const seen = read[i] ?? NaN;
  const isKept = seen === label;
  const picture = html`${thumbnail(tileOf(images, i))}
    <span translate="no">${isKept ? seen : html`<s>${label}</s>→<b>${seen}</b>`}</span>`;
  // With what is seen in it, for those who speak to their machine.
  const says = isKept ? `${label}、${seen}と読まれます` : `${label}→${seen}、違って読まれます`;
  return html`<li class=${isKept ? '' : 'changed'}>
    ${
      onChoose
        ? html`<button
            type="button"
            aria-pressed=${chosen === i}
            aria-label=${says}
            @click=${() => {
              onChoose(i);
            }}
          >
            ${picture}
          </button>`
        : html`<span role="img" aria-label=${says}>${picture}</span>`
    }
  </li>`;
}

const cache = new WeakMap<Uint8Array, ReturnType<typeof tilesOf>>();

/** The same object as long as the images are, so that nothing is redrawn. */
function rowsOf(images: Uint8Array) {
  const known = cache.get(images) ?? tilesOf(images, columns);
  cache.set(images, known);
  return known;
}
