/** What the encoder has read, and a plain word where it has met something that it does not know. */
import { type Slot, slotNames, slots, slotValues } from '@lib/data/bird-words';
import type { CaptionReading } from '@lib/lookups/stackgan';
import { html, nothing, type TemplateResult } from 'lit';

/** Below this the encoder is not taken to have understood. */
const sure = 0.8;

/** A value in a word. */
export const wordOf = (slot: Slot, value: number) =>
  slotValues[slot][value]?.noun ?? '（書いていない）';

export function readings(
  captions: readonly string[],
  found: readonly CaptionReading[],
): TemplateResult {
  return html`${captions.map((caption, i) => {
    const reading = found[i];
    return reading ? one(captions.length > 1 ? 'AB'.charAt(i) : '', caption, reading) : nothing;
  })}`;
}

function missing(name: string): TemplateResult {
  return html`<p class="note" role="status">
    説明文${name}が空です。「草の上の赤い鳥」のように、色や場所を書いてください。
  </p>`;
}

function one(name: string, caption: string, { slots: read, unknown }: CaptionReading) {
  if (caption === '') return missing(name);
  const doubtful = slots.filter((slot) => read[slot].confidence < sure);
  const names = doubtful.map((slot) => `「${slotNames[slot][0]}」`).join('');
  const words = unknown.map((word) => `「${word}」`).join('');
  return html`<div class="reading">
    <p>${name ? html`<b>${name}</b>：` : nothing}${caption}</p>
    <p class="hint">
      エンコーダの読み取り：${slots
        .map((slot) => `${slotNames[slot][0]} ${wordOf(slot, read[slot].value)}`)
        .join('、')}
    </p>
    ${
      words
        ? html`<p class="note" role="status">
            ${words}は学習していない言葉です。使える色や場所はメニューにあるものだけです。
          </p>`
        : nothing
    }
    ${
      names
        ? html`<p class="note" role="status">
            ${names}を読み取る自信がありません（確信度${Math.round(sure * 100)}%未満）。別の言いかたを試してください。
          </p>`
        : nothing
    }
  </div>`;
}
