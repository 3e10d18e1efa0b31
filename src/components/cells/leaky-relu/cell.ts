/** `<leaky-relu>`: ReLU, Leaky ReLU and PReLU as curves, and the same network trained with each. */
import { initialSlope } from '@lib/backends/activation-names';
import { html } from 'lit';
import { laneCurve, laneCurves } from '../kit/chart-lines';
import { defineCell } from '../kit/define-cell';
import type { CellView } from '../kit/declaration';
import { leadingField } from '../kit/form';
import { formatMeasure } from '../kit/format';
import { paceStat } from '../kit/status';
import { speedChoice } from '../kit/speed';
import { curvesView, looks } from './curves';
import {
  lanesOf,
  rectifierControls,
  rectifierNames,
  type RectifierState,
  type RectifierTypes,
} from './settings';
import { rectifierStyles } from './styles';
import { deadUnits, kindOf, lanesShown, shownGradient, type Units, unitTable } from './training';

const trained = ['kind', 'learningRate', 'depth', 'width', 'seed'];

export default defineCell<RectifierTypes>({
  element: 'leaky-relu',
  title: 'ReLUの仲間を比べる',
  purpose:
    'このセルでは、活性化関数を比べ、ページを開いたブラウザの中で小さな識別器を学習させられます',
  family: ({ kind }) => (kind === 'digits' ? 'dcgan-mnist' : 'rectifiers'),
  controls: rectifierControls,
  fixed: ['alpha', 'kind', 'learningRate', 'depth', 'width', 'seed'],
  whenFixedChanges: 'restart',
  leading: ({ draft }) => (draft['kind'] === 'digits' ? ['kind', 'seed'] : trained),
  speeds: speedChoice(),
  plan: (values) => ({ lanes: lanesOf(values), view: null, watches: { units: null } }),
  laneTitles: () => ['ReLU', 'Leaky ReLU', 'PReLU'],
  curves: laneCurves(['discriminatorLoss'], 3),
  watchCurves: {
    units: Object.fromEntries(
      rectifierNames.flatMap((_, i) => [
        [laneCurve('gradient', i), (units: Units) => shownGradient(units[i])],
        [laneCurve('dead', i), (units: Units) => deadUnits(units[i])],
      ]),
    ),
  },
  charts: (state) => [
    { title: '識別器の損失', lines: lines('discriminatorLoss') },
    {
      title: '死んだユニットの数（全層）',
      watch: 'units',
      lines: lines('dead'),
      format: (value) => String(value),
    },
    {
      title:
        kindOf(state) === 'digits'
          ? '生成器の画像に届く勾配（log₁₀）'
          : '最初の層に届く勾配（log₁₀）',
      watch: 'units',
      lines: lines('gradient'),
    },
  ],
  lead: explorer,
  picture: ({ state }) =>
    state.isPreview
      ? html`<p class="mark">
          シード1、はじめの設定で${state.step}ステップ学習させたところ（あらかじめ計算した一例）
        </p>`
      : html``,
  layout: ({ picture, charts }) => html`<div class="training charts">${picture}${charts}</div>`,
  below: ({ state }) => unitTable(state),
  stats: (state) => [['ステップ', String(state.step)], paceStat(state)],
  summary: (state) => {
    const parts = lanesShown(state).map(({ rectifier, units, hasDiverged }, i) => {
      const { label } = looks[rectifier];
      if (hasDiverged) return `${label}は発散`;
      const loss = state.lanes[i]?.metrics?.['discriminatorLoss'] ?? NaN;
      return `${label}は損失${formatMeasure(loss)}、死んだユニット${deadUnits(units)}`;
    });
    return parts.length > 0 ? `ステップ${state.step}。${parts.join('。')}。` : '';
  },
  styles: rectifierStyles,
  preview: { rounds: 1000 },
});

function lines(measure: string) {
  return rectifierNames.map((rectifier, i) => ({
    ...looks[rectifier],
    name: laneCurve(measure, i),
  }));
}

/** The functions themselves, before anything is trained. */
function explorer(view: CellView<RectifierTypes>) {
  const { draft } = view.state;
  const alpha = Number(draft['alpha']);
  return html`<div class="form">
      ${leadingField(view, 'x')}${leadingField(view, 'alpha', { mark: rectifierControls.alpha.default })}
    </div>
    <div class="explorer">
      ${curvesView({
        x: Number(draft['x']),
        slopes: { relu: 0, 'leaky-relu': alpha, prelu: learnedSlope(view.state) },
        onMove: (x) => {
          view.commands.edit('x', String(x));
        },
      })}
    </div>
    <h4>同じシードから学習させる</h4>`;
}

/** PReLU's slope in the reader's first layer; where it begins, until there is one. */
function learnedSlope(state: RectifierState): number {
  const prelu = lanesShown(state).find(({ rectifier }) => rectifier === 'prelu');
  return (state.isPreview ? undefined : prelu?.units?.slopes[0]) ?? initialSlope;
}
