import { html, nothing, type TemplateResult } from 'lit';
import type { Curve } from '../../charts/line-chart';
import { formatMeasure, formatSize } from '../shared/format';
import { legend } from '../shared/legend';
import { type Side, sides } from './controls';
import { type CurveName, meanShift } from './measures';
import { opening } from './opening';
import type { DuelState } from './state';

const labels = {
  saturating: { title: '飽和する損失', formula: 'log(1 − D(G(z)))' },
  'non-saturating': { title: '飽和しない損失', formula: '−log D(G(z))' },
} as const satisfies Record<Side, { title: string; formula: string }>;

/** Moved less than this, the points look the same: about a point's diameter. */
const noticeable = 0.05;

/** Both planes side by side, what to see in them, and the curves. */
export function arena(state: DuelState): TemplateResult {
  return html`<div class="arena">
    ${state.isOpening ? html`<p class="origin mark">${origin(state)}</p>` : nothing}
    <div class="planes">${sides.map((side, i) => plane(state, side, i))}</div>
    <ul class="key" role="list">
      <li><i class="real"></i>データ</li>
      <li><i></i>生成した点</li>
      <li><i class="start"></i>競争を始めたときの位置</li>
      <li>背景：Dが本物と言う側（緑）、偽物と言う側（紫）</li>
    </ul>
    <div class="charts">${charts.map((chart) => curves(state, chart))}</div>
  </div>`;
}

function origin({ step }: DuelState): string {
  return `シード${opening.seed}で生成器を${step}回更新したところ（あらかじめ計算した一例）`;
}

function plane(state: DuelState, side: Side, i: number): TemplateResult {
  const { title, formula } = labels[side];
  const { points = [], outputs = [] } = state.lanes[i] ?? {};
  const shift = meanShift(state.start, points);
  const verdict =
    state.step === 0 ? '競争の前' : shift < noticeable ? '■ ほとんど動いていない' : '▶ 動いている';
  return html`<figure class="plane" data-side=${side}>
    <figcaption><b>${title}</b>${formula}</figcaption>
    <toy-plane
      .real=${state.real}
      .points=${points}
      .start=${state.start}
      .outputs=${outputs}
      .tint=${0.5}
      label=${`${title}のGAN。${verdict}。点の移動は平均${formatMeasure(shift)}`}
    ></toy-plane>
    <p class="verdict">
      <b>${verdict}</b><br />点の移動（平均）${state.step === 0 ? '—' : formatMeasure(shift)}
    </p>
  </figure>`;
}

type Line = Pick<Curve, 'label' | 'color' | 'isDashed'> & { readonly name: CurveName };

interface Chart {
  readonly title: string;
  readonly lines: readonly Line[];
}

const charts: readonly Chart[] = [
  {
    title: '識別器の答え D(G(z))',
    lines: [
      {
        name: 'saturatingScore',
        label: '飽和する',
        color: '--color-discriminator',
        isDashed: false,
      },
      { name: 'nonSaturatingScore', label: 'しない', color: '--color-generator', isDashed: true },
    ],
  },
  {
    title: '生成器の勾配の大きさ（ノルム）',
    lines: [
      {
        name: 'saturatingGradient',
        label: '飽和する',
        color: '--color-discriminator',
        isDashed: false,
      },
      {
        name: 'nonSaturatingGradient',
        label: 'しない',
        color: '--color-generator',
        isDashed: true,
      },
    ],
  },
  {
    title: '勾配の比（飽和しない ÷ 飽和する）',
    lines: [
      { name: 'ratio', label: '実測', color: '--color-ink', isDashed: false },
      { name: 'expectedRatio', label: '理論 (1 − D)/D', color: '--color-muted', isDashed: true },
    ],
  },
];

function curves({ curves: series, latest }: DuelState, chart: Chart): TemplateResult {
  const { title, lines } = chart;
  const entries = lines.map((line) => ({
    ...line,
    latest: latest?.[line.name] ?? null,
    format: formatSize,
  }));
  const numbers = entries.map(({ label, latest: value }) => `${label} ${formatSize(value)}`);
  return html`<figure>
    <figcaption>${title} ${legend(entries)}</figcaption>
    <div class="plot-area">
      <line-chart
        .steps=${series.steps}
        .curves=${lines.map((line) => ({ ...line, values: series.values[line.name] }))}
        .range=${null}
        .guide=${null}
        .isLogarithmic=${true}
        label=${`${title}の曲線。最新の値：${numbers.join('、')}`}
      ></line-chart>
      ${
        series.steps.length === 0
          ? html`<p class="placeholder">競争が始まると描かれます</p>`
          : nothing
      }
    </div>
  </figure>`;
}
