/** `<mlp-gan>`: the perceptrons of 2014 on MNIST, each sample beside the nearest training image. */
import type { NearestSamples } from '@lib/session/parts/samples';
import { html } from 'lit';
import { trainingCharts } from '../dcgan-cell/charts';
import { dcganStyles } from '../dcgan-cell/styles';
import { laneCurves } from '../kit/chart-lines';
import { defineCell } from '../kit/define-cell';
import { formatCount, formatDuration, formatMeasure } from '../kit/format';
import { speedChoice } from '../kit/speed';
import { paceStat } from '../kit/status';
import { pairsFigure } from './pairs';
import { laneOf, mlpControls, settingNames, type MlpTypes, type MlpState } from './settings';
import { mlpStyles } from './styles';

/** How many samples the cell shows with their neighbours. */
const pairCount = 12;

export default defineCell<MlpTypes>({
  element: 'mlp-gan',
  title: '2014年のGANに手書き数字を描かせる',
  purpose: 'このセルでは、ページを開いたブラウザの中で2014年のGANを学習させられます',
  family: 'dcgan-mnist',
  controls: mlpControls,
  fixed: ['batchSize', 'dropout', 'seed'],
  settings: {
    names: settingNames,
    digest: ({ draft }) =>
      `学習率 識別器${draft['discriminatorLearningRate']}・生成器${draft['generatorLearningRate']}、` +
      `バッチ${draft['batchSize']}枚、ドロップアウト${draft['dropout'] === 'off' ? 'なし' : 'あり'}、シード${draft['seed']}`,
    hint: '学習率は学習の途中でも次のステップから反映されます。',
  },
  // The speeds that make a difference to networks of this size.
  speeds: speedChoice('full', ['slow', 'full']),
  hasBackends: true,
  plan: (values) => ({
    lanes: [laneOf(values)],
    view: null,
    watches: { nearest: { count: pairCount } },
  }),
  curves: laneCurves(['discriminatorLoss', 'generatorLoss', 'realScore', 'fakeScore'], 1),
  charts: () => trainingCharts,
  picture: ({ state }) => pairsFigure(state, pairsOf(state)),
  layout: ({ picture, charts }) => html`<div class="bench">${picture}${charts}</div>`,
  stats: (state) => {
    const pairs = pairsOf(state);
    return [
      ['ステップ', state.session ? formatCount(state.step) : null],
      paceStat(state),
      ['経過', state.elapsedMs > 0 ? formatDuration(state.elapsedMs) : null],
      ['生成画像の距離（平均）', pairs && formatCount(Math.round(meanDistance(pairs)))],
      ['本物どうしの距離（平均）', pairs && formatCount(Math.round(pairs.realDistance))],
    ];
  },
  summary: (state) => {
    const metrics = state.lanes[0]?.metrics;
    const pairs = pairsOf(state);
    if (!metrics || state.step === 0) return '';
    const distances = pairs
      ? `生成画像から最も近い学習画像までの距離は平均${Math.round(meanDistance(pairs))}、本物どうしでは${Math.round(pairs.realDistance)}。`
      : '';
    return (
      `ステップ${state.step}、D(x)の平均${formatMeasure(metrics['realScore'] ?? NaN)}、` +
      `D(G(z))の平均${formatMeasure(metrics['fakeScore'] ?? NaN)}。${distances}`
    );
  },
  styles: [dcganStyles, mlpStyles],
  preview: { rounds: 3000 },
});

/** The newest samples with their neighbours; `null` before there were any. */
function pairsOf({ watched }: MlpState): NearestSamples | null {
  return (watched['nearest']?.value as NearestSamples | undefined) ?? null;
}

/** Mean distance of the samples to their neighbours. */
function meanDistance({ distances }: NearestSamples): number {
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}
