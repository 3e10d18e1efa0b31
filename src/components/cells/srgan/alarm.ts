/** Says when one of the two losses drowns the other. */
import { html, type TemplateResult } from 'lit';
import { gradientRatio, type SrganState } from './types';

/** The share of the adversarial gradient in which both losses count. */
const [quiet, loud] = [0.1, 1];
/** Rounds that the newest ratio is the middle of; before so many D has hardly learned. */
const recent = 25;

/** The ratio of late; NaN before the GAN learns. */
export function recentRatio({ curves, lanes }: SrganState): number {
  const values = (curves.values['ratio'] ?? []).slice(-recent).filter((value) => value !== null);
  const known = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? gradientRatio(lanes[0]?.metrics);
}

/** Of which the ratio is known. */
function roundsOfGan({ curves }: SrganState): number {
  return (curves.values['ratio'] ?? []).filter((value) => Number.isFinite(value)).length;
}

export function gradientAlarm(state: SrganState): TemplateResult {
  const ratio = recentRatio(state);
  const isJudged = state.session !== null && roundsOfGan(state) >= recent;
  const isShown = isJudged && (ratio < quiet || ratio > loud);
  if (!isShown) return html`<div role="alert" class="alarm"></div>`;
  const text =
    ratio < quiet
      ? html`<b>敵対的な損失が効いていません</b
          >：生成器の出力に届く勾配は、敵対的な損失のものが内容の損失の${ratio.toFixed(2)}倍しかありません。このままではSRResNetとほとんど同じ絵になります。重みを大きくしてみてください。`
      : html`<b>敵対的な損失が強すぎます</b
          >：生成器の出力に届く勾配は、敵対的な損失のものが内容の損失の${ratio.toFixed(1)}倍あります。元の画像から離れやすくなります。重みを小さくしてみてください。`;
  return html`<div role="alert" class="alarm">
    <div class="notice error"><p>${text}</p></div>
  </div>`;
}
