/** What an update has done, in a sentence, from the pictures before and after it. */
import { formatMeasure } from '../kit/format';
import { gapOf, type LineSnapshot, meanAnswer, meanShift } from './snapshot';

export interface Change {
  /** See `Frame.cause`. */
  readonly cause: string;
  readonly before: LineSnapshot | null;
  readonly after: LineSnapshot;
}

/** A sentence or two, in Japanese. */
export function narrate({ cause, before, after }: Change): string {
  if (cause === 'open' || after.discriminatorUpdates + after.step === 0) {
    return 'まだ一度も更新していません。生成器の出力は狭いところに固まっていて、識別器の答えはでたらめです。';
  }
  if (cause === 'discriminator' && before) return ofDiscriminator(before, after);
  if (cause === 'generator' && before) return ofGenerator(before, after);
  return ofRound(after);
}

function ofDiscriminator(before: LineSnapshot, after: LineSnapshot): string {
  const [old, now] = [gapOf(before), gapOf(after)];
  return (
    `識別器を更新しました。D(x)と最適なD*(x)との差（平均）は、${formatMeasure(old)}から` +
    `${formatMeasure(now)}に${now < old ? '縮み' : '広がり'}ました。生成器は動いていません。`
  );
}

function ofGenerator(before: LineSnapshot, after: LineSnapshot): string {
  const shift = meanShift(before, after);
  const [old, now] = [meanAnswer(before, before.lattice), meanAnswer(before, after.lattice)];
  return (
    `生成器を更新しました。矢印の先は平均で${formatMeasure(Math.abs(shift))}だけ` +
    `${shift < 0 ? '左' : '右'}へ移り、D(G(z))の平均は${formatMeasure(old)}から` +
    `${formatMeasure(now)}に${now > old ? '上がり' : '下がり'}ました。識別器は動いていません。`
  );
}

function ofRound(after: LineSnapshot): string {
  const gap = formatMeasure(gapOf(after));
  const { divergence, floor } = after;
  if (divergence < 4 * floor) {
    return `p_gがp_dataとほぼ重なりました。D(x)は0.5の近くで平らです。D*(x)との差（平均）は${gap}です。`;
  }
  return `識別器はD*(x)を追っています。生成器は矢印の先をD(x)の高いほうへ動かしています。D(x)とD*(x)との差（平均）は${gap}です。`;
}
