/** `<loss-duel>`: two small GANs that differ in the generator's loss, after a head start of both discriminators. */
import { html } from 'lit';
import { defineCell } from '../kit/define-cell';
import { shownValue } from '../kit/form';
import { formatCount, formatSize } from '../kit/format';
import { laneCurve, laneCurves, pairCurves } from '../kit/chart-lines';
import { speedChoice } from '../kit/speed';
import { paceStat } from '../kit/status';
import { keyStyles } from '../kit/styles/key';
import { duelControls, lanesOf, type DuelTypes, type DuelState } from './controls';
import { planes } from './picture';
import { duelStyles } from './styles';

export default defineCell<DuelTypes>({
  element: 'loss-duel',
  title: '飽和する損失と、飽和しない損失の競争',
  purpose: 'このセルでは、ページを開いたブラウザの中で2つのGANを並べて学習させられます',
  family: 'toy-gan',
  controls: duelControls,
  fixed: 'all',
  leading: ['headStart'],
  settings: {
    names: ['optimizer', 'data', 'seed'],
    digest: ({ draft }) =>
      `${shownValue(duelControls.optimizer, draft['optimizer'] ?? '')}、${shownValue(duelControls.data, draft['data'] ?? '')}、シード${draft['seed']}`,
    hint: '設定を変えると2つのGANははじめからやり直します。',
  },
  speeds: speedChoice('gentle'),
  plan: (values) => ({
    lanes: lanesOf(values),
    view: { points: 300, mapCells: 32, arrows: 0, latticeSteps: 0 },
    headStart: values.headStart,
  }),
  laneTitles: () => ['飽和する損失', '飽和しない損失'],
  curves: { ...laneCurves(['generatorScore', 'generatorGradient'], 2), ...pairCurves },
  charts: () => [
    { title: '識別器の答え D(G(z))', lines: ofLanes('generatorScore'), ...logarithmic },
    {
      title: '生成器の勾配の大きさ（ノルム）',
      lines: ofLanes('generatorGradient'),
      ...logarithmic,
    },
    {
      title: '勾配の比（飽和しない ÷ 飽和する）',
      lines: [
        { name: 'ratio', label: '実測', color: '--color-ink', isDashed: false },
        { name: 'expectedRatio', label: '(1 − D₂)/D₁', color: '--color-muted', isDashed: true },
      ],
      ...logarithmic,
    },
  ],
  picture: planes,
  layout: ({ picture, charts }) =>
    html`<div class="bench">
      ${picture}
      <div class="charts">${charts}</div>
    </div>`,
  stats: (state) => [
    ['Dの更新', `${formatCount(state.lanes[0]?.metrics?.['discriminatorUpdates'] ?? 0)}回`],
    ['Gの更新', `${formatCount(state.step)}回`],
    ['勾配の比（実測）', times(newest(state, 'ratio'))],
    ['(1 − D₂)/D₁', times(newest(state, 'expectedRatio'))],
    paceStat(state, '更新/秒'),
  ],
  summary: (state) => {
    if (state.step === 0) return state.headStart > 0 ? '識別器だけを先に学習させています。' : '';
    return (
      `生成器の更新${state.step}回。D(G(z))の平均は、飽和する側${formatSize(newest(state, laneCurve('generatorScore', 0)))}、` +
      `飽和しない側${formatSize(newest(state, laneCurve('generatorScore', 1)))}。` +
      `勾配の比は${formatSize(newest(state, 'ratio'))}倍、ロジットだけの比は${formatSize(newest(state, 'expectedRatio'))}倍。`
    );
  },
  styles: [keyStyles, duelStyles],
  own: {
    initial: { start: [] },
    reduce(own, action, state) {
      if (action.type !== 'event' || action.event.type !== 'frame') return own;
      const points = state.lanes[0]?.picture?.points;
      return state.step === 0 && points ? { start: points } : own;
    },
  },
  preview: { rounds: 200, view: { points: 150, mapCells: 16, arrows: 0, latticeSteps: 0 } },
});

const logarithmic = { isLogarithmic: true, format: formatSize };

function ofLanes(metric: string) {
  return [
    {
      name: laneCurve(metric, 0),
      label: '飽和する',
      color: '--color-discriminator',
      isDashed: false,
    },
    { name: laneCurve(metric, 1), label: 'しない', color: '--color-generator', isDashed: true },
  ];
}

function newest({ curves }: DuelState, name: string): number | null {
  return curves.values[name]?.at(-1) ?? null;
}

function times(value: number | null): string | null {
  return value === null ? null : `${formatSize(value)}倍`;
}
