import { type Slot, slotNames, slots, valueCount } from '@lib/data/bird-words';
import type { DrawAnswer } from '@lib/lookups/stackgan';
import { html, nothing, type TemplateResult } from 'lit';
import { wordOf } from './readings';
import { largeBird, smallBird } from './tiles';
import type { Answer } from './types';

type Drawn = Extract<Answer, { readonly drawn: DrawAnswer }>;

/** Both stages above each other, and what there is to say of them. */
export function pictures({ mode, drawn, captions }: Drawn): TemplateResult {
  const { count, small, large, seen, nearest } = drawn;
  const numbers = Array.from({ length: count }, (_, i) => i);
  const told = { two: '（B）', cut: '（文なし）' }[mode as string] ?? '';
  const label = (stage: string, i: number) => `${stage}の画像${i + 1}：${captions.join('、')}`;
  return html`<div class="scroller" data-scrolls tabindex="0" role="group" aria-label="描いた鳥">
      <div class="birds" style=${`--birds: ${count}`}>
        <b>1段目${captions.length > 1 && mode === 'two' ? '（A）' : ''}</b>
        ${numbers.map((i) => smallBird(small, i, label('1段目', i)))}
        <b>2段目${told}</b>
        ${numbers.map((i) => largeBird(large, i, label('2段目', i)))}
        ${nearest.length > 0 ? nearestRows(drawn) : nothing}
      </div>
    </div>
    <p class="hint">${reportOf(mode, drawn, seen.two)}</p>`;
}

/** Under each picture the birds to learn from that are nearest to it. */
function nearestRows({ nearest }: DrawAnswer): TemplateResult {
  const ranks = (nearest[0] ?? []).map((_, rank) => rank);
  return html`${ranks.map(
    (rank) => html`
      <span class="rank">${rank === 0 ? '近い学習画像' : ''}</span>
      ${nearest.map((birds) => {
        const near = birds[rank];
        if (!near) return html`<span></span>`;
        const name = slots
          .slice(0, 3)
          .map((slot) => `${slotNames[slot][0]}${wordOf(slot, near.bird.attributes[slot])}`)
          .join('、');
        return html`<figure class="near">
          ${largeBird(near.image, 0, `${rank + 1}番目に近い学習画像：${name}`)}
          <figcaption translate="no">${near.distance.toFixed(1)}</figcaption>
        </figure>`;
      })}
    `,
  )}`;
}

type Seen = DrawAnswer['seen']['two'];

/** What the classifier sees of what the captions say, in a sentence. */
export function reportOf(
  mode: Drawn['mode'],
  { readings, count, nearest }: Pick<DrawAnswer, 'readings' | 'count' | 'nearest'>,
  seen: Seen,
): string {
  const [a, b] = readings.map(({ slots: read }) => read);
  const isSaid = (slot: Slot, of = a) => of !== undefined && of[slot].value < valueCount(slot);
  const showing = (slot: Slot, of: typeof a) =>
    seen.filter((bird) => bird[slot] === of?.[slot].value).length;
  if (mode === 'way') {
    const closest = Math.min(...nearest.flatMap((birds) => birds[0]?.distance ?? []));
    return `数字は画素の値（0〜255）の差の二乗平均平方根です。いちばん近い学習画像でも${closest.toFixed(1)}離れています。`;
  }
  if (mode === 'two') {
    const differing = slots.filter(
      (slot) => isSaid(slot) && isSaid(slot, b) && a?.[slot].value !== b?.[slot].value,
    );
    const parts = differing.map(
      (slot) =>
        `${slotNames[slot][0]}はBどおりが${showing(slot, b)}枚、Aどおりが${showing(slot, a)}枚`,
    );
    return parts.length > 0
      ? `分類器で読むと、2段目の${count}枚のうち${parts.join('。')}。`
      : 'AとBの説明文で、食い違うところがありません。';
  }
  const said = slots.filter((slot) => isSaid(slot));
  if (said.length === 0) return '説明文から読み取れた色や場所がありません。';
  const parts = said.map((slot) => `${slotNames[slot][0]}は${showing(slot, a)}枚`);
  return `分類器で読むと、2段目の${count}枚のうち文のとおりだったのは、${parts.join('、')}です。`;
}
