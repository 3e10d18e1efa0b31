import { html, nothing, type TemplateResult } from 'lit';
import '../../charts/toy-plane';
import type { CellView } from '../kit/declaration';
import { formatMeasure } from '../kit/format';
import { type DuelState, type DuelTypes, type Side, sides } from './controls';

const labels = {
  saturating: { title: '飽和する損失', formula: 'log(1 − D(G(z)))' },
  'non-saturating': { title: '飽和しない損失', formula: '−log D(G(z))' },
} as const satisfies Record<Side, { title: string; formula: string }>;

/** Moved less than this, the points look the same: about a point's diameter. */
const noticeable = 0.05;

/** Both planes side by side, and what to see in them. */
export function planes({ state }: CellView<DuelTypes>): TemplateResult {
  return html`${state.isPreview ? html`<p class="origin mark">${origin(state)}</p>` : nothing}
    <div class="planes">${sides.map((side, i) => plane(state, side, i))}</div>
    <ul class="key" role="list">
      <li><i class="real"></i>データ</li>
      <li><i></i>生成した点</li>
      <li><i class="start"></i>競争を始めたときの位置</li>
      <li>背景：Dが本物と言う側（緑）、偽物と言う側（紫）</li>
    </ul>`;
}

function origin({ step }: DuelState): string {
  return `シード1で生成器を${step}回更新したところ（あらかじめ計算した一例）`;
}

function plane(state: DuelState, side: Side, i: number): TemplateResult {
  const { title, formula } = labels[side];
  const { points = [], outputs = [] } = state.lanes[i]?.picture ?? {};
  const { start } = state.own;
  const shift = meanShift(start, points);
  const verdict =
    state.step === 0 ? '競争の前' : shift < noticeable ? '■ ほとんど動いていない' : '▶ 動いている';
  return html`<figure class="plane" data-side=${side}>
    <figcaption><b>${title}</b>${formula}</figcaption>
    <toy-plane
      .real=${state.info?.real ?? []}
      .points=${points}
      .start=${start}
      .outputs=${outputs}
      .tint=${0.5}
      label=${`${title}のGAN。${verdict}。点の移動は平均${formatMeasure(shift)}`}
    ></toy-plane>
    <p class="verdict">
      <b>${verdict}</b><br />点の移動（平均）${state.step === 0 ? '—' : formatMeasure(shift)}
    </p>
  </figure>`;
}

/**
 * How far points have moved, in the mean.
 *
 * @param from `[count, 2]`
 * @param to the same points later
 * @returns a distance in the plane's units; the data is about 2 wide
 */
export function meanShift(from: ArrayLike<number>, to: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i + 1 < to.length; i += 2) {
    sum += Math.hypot((to[i] ?? NaN) - (from[i] ?? NaN), (to[i + 1] ?? NaN) - (from[i + 1] ?? NaN));
  }
  return to.length > 0 ? sum / (to.length / 2) : 0;
}
