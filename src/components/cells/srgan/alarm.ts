/** Says when one of the two losses drowns the other. */
import { html, type TemplateResult } from 'lit';
import { gradientRatio, type SrganState } from './types';

/** The share of the adversarial gradient in which both losses are heard. */
const [quiet, loud] = [0.1, 1];
/** Rounds that the newest ratio is the middle of. */
const recent = 25;

/** The ratio of late; NaN before the GAN learns. */
export function recentRatio({ curves, lanes }: SrganState): number {
  const values = (curves.values['ratio'] ?? []).slice(-recent).filter((value) => value !== null);
  const known = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? gradientRatio(lanes[0]?.metrics);
}

export function gradientAlarm(state: SrganState): TemplateResult {
  const ratio = recentRatio(state);
  const isShown = state.session !== null && (ratio < quiet || ratio > loud);
  if (!isShown) return html`<div role="alert" class="alarm"></div>`;
  const text =
    ratio < quiet
      ? html`<b>敵対的な損失が聞こえていません</b
          >：生成器の出力に届く勾配は、敵対的な損失のものが内容の損失の${ratio.toFixed(2)}倍しかありません。このままではSRResNetとほとんど同じ絵になります。重みを大きくしてみてください。`
      : html`<b>敵対的な損失が強すぎます</b
          >：生成器の出力に届く勾配は、敵対的な損失のものが内容の損失の${ratio.toFixed(1)}倍あります。元の画像から離れやすくなります。重みを小さくしてみてください。`;
  return html`<div role="alert" class="alarm">
    <div class="notice error"><p>${text}</p></div>
  </div>`;
}
