/** What goes wrong without a sound: said in words as soon as the numbers show it. */
import { type Side, sides } from '@lib/models/lapgan-sides';
import { html, type TemplateResult } from 'lit';
import { laneOf } from './settings';
import { rightLimit, roundsLimit, tooRight } from './tally';
import { alarmsOf, type LapganState } from './types';

/** Rounds that a level is given before it is judged. */
const patience = 300;
/** What the deviation of h̃ against h may be. */
const spreadRange = [0.7, 1.3] as const;
const leastVariety = 0.02;
const leastAgreement = 0.7;
/** By how much agreement may fall from true coarse images to the cascade. */
const mostLoss = 0.2;

const nameOf = (side: Side) => `${side}×${side}`;
const percent = (share: number) => `${Math.round(100 * share)}%`;

/** The sentences that are due; empty for none. */
export function warnings(state: Pick<LapganState, 'step' | 'used' | 'own' | 'lanes' | 'watched'>) {
  const { step, used, own, lanes } = state;
  if (!used) return [];
  const trained = laneOf(used).levels;
  const found = tooRight(own).map(
    (side) =>
      `${nameOf(side)}の識別器が${roundsLimit}ステップ続けて${percent(rightLimit)}より多く当てています。生成器は何も学べません。識別器が見る画像のノイズを大きくするか、学習率を下げてみましょう。`,
  );
  if (step < patience) return found;
  const seen = alarmsOf(state);
  const metrics = lanes[0]?.metrics;
  for (const side of trained) {
    const spread = metrics?.[`spread${side}`] ?? 1;
    if (spread < spreadRange[0] || spread > spreadRange[1]) {
      found.push(
        `${nameOf(side)}の生成器が作る${side === 7 ? '画像' : '残差'}のばらつきは本物の${spread.toFixed(1)}倍です。まだ本物らしい大きさになっていません。`,
      );
    }
    const variety = seen?.variety[sides.indexOf(side)] ?? 1;
    if (variety < leastVariety) {
      found.push(
        `${nameOf(side)}の生成器はノイズを変えてもほとんど同じものを作ります。ノイズが無視されています。`,
      );
    }
  }
  if (!seen) return found;
  const { agreement, onTrueCoarse } = seen;
  if (onTrueCoarse - agreement > mostLoss) {
    found.push(
      `本物の7×7の上なら${percent(onTrueCoarse)}が頼んだクラスに見えますが、3段とも生成すると${percent(agreement)}に下がります。粗い段の誤りが上の段に渡っています。7×7の段をもっと学習させてみましょう。`,
    );
  } else if (agreement < leastAgreement) {
    found.push(
      `頼んだクラスに見える画像は${percent(agreement)}だけです。クラスが無視されているか、まだ学習が足りません。`,
    );
  }
  return found;
}

export function alarmArea({ state }: { readonly state: LapganState }): TemplateResult {
  const found = warnings(state);
  return html`<div role="alert" class="alarm">
    ${found.map((text) => html`<div class="notice error"><p>${text}</p></div>`)}
  </div>`;
}
