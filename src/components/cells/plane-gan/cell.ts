/** `<plane-gan>`: the laboratory, a small GAN in the plane with every part in the reader's hands. */
import type { Drawing } from '@lib/data/strokes';
import type { ToyView } from '@lib/models/toy-gan';
import type { ToyLane } from '@lib/models/toy-settings';
import { html } from 'lit';
import { laneCurves } from '../kit/chart-lines';
import { defineCell } from '../kit/define-cell';
import { formatCount, formatMeasure } from '../kit/format';
import { keyStyles } from '../kit/styles/key';
import { paceStat } from '../kit/status';
import { unusableShare } from '../kit/share-link';
import { speedChoice } from '../kit/speed';
import { decodeDrawing, encodeDrawing } from '../pads/drawing';
import { planeControls, type PlaneSettings, settingNames } from './controls';
import { sampleDrawing } from './drawing';
import { choices, picture } from './picture';
import { setups } from './setups';
import { planeStyles } from './styles';
import { type PlaneTypes, type Shown, comparisonOf, type Comparisons } from './types';

export default defineCell<PlaneTypes>({
  element: 'plane-gan',
  title: '2次元の実験室',
  purpose: 'このセルでは、ページを開いたブラウザの中で2次元のGANを学習させられます',
  family: 'toy-gan',
  controls: planeControls,
  fixed: [
    'noiseDimension',
    'noiseDistribution',
    'activation',
    'generatorLayers',
    'generatorWidth',
    'discriminatorLayers',
    'discriminatorWidth',
    'initialSpread',
    'seed',
  ],
  settings: {
    names: settingNames.filter((name) => name !== 'data'),
    digest: ({ draft }) => `k = ${draft['discriminatorSteps']}、シード${draft['seed']}ほか`,
    hint: 'ノイズとネットワークの形とはじめの広がりとシードは、リセットすると反映されます。ほかは学習の途中でも次の更新から反映されます。',
  },
  presets: setups,
  speeds: speedChoice(),
  plan: (values, { own }) => ({
    lanes: [laneOf(values, own.drawing)],
    view: viewOf(own.shown),
    watches: { comparison: null },
  }),
  curves: laneCurves(
    ['discriminatorLoss', 'generatorLoss', 'discriminatorGradient', 'generatorGradient'],
    1,
  ),
  watchCurves: {
    comparison: {
      js: ([comparison]: Comparisons) => comparison?.js ?? NaN,
      kl: ([comparison]: Comparisons) => comparison?.kl ?? NaN,
      jsFloor: ([comparison]: Comparisons) => comparison?.floor.js ?? NaN,
      klFloor: ([comparison]: Comparisons) => comparison?.floor.kl ?? NaN,
    },
  },
  charts: () => [
    { title: '損失', lines: ofNetworks('Loss') },
    { title: '勾配のノルム', lines: ofNetworks('Gradient'), isLogarithmic: true },
    { title: 'JSダイバージェンス', watch: 'comparison', lines: divergence('js') },
    {
      title: 'KLダイバージェンス',
      watch: 'comparison',
      lines: divergence('kl'),
      isLogarithmic: true,
    },
  ],
  picture,
  layout: ({ picture: plane, charts }) =>
    html`<div class="bench">
      ${plane}
      <div class="charts">${charts}</div>
    </div>`,
  lead: choices,
  stats: (state) => {
    const comparison = comparisonOf(state);
    const coverage = comparison?.coverage;
    const accuracy = state.lanes[0]?.metrics?.['accuracy'] ?? NaN;
    const written = (name: 'kl' | 'js') =>
      comparison &&
      `${formatMeasure(comparison[name])}（下限${formatMeasure(comparison.floor[name])}）`;
    return [
      ['Gの更新', `${formatCount(state.step)}回`],
      ['見つけた山', coverage ? `${coverage.covered} / ${state.info?.modes.length ?? 0}` : null],
      ['Dの正解率', Number.isNaN(accuracy) ? null : `${(100 * accuracy).toFixed(0)}%`],
      ['JS', written('js')],
      ['KL', written('kl')],
      paceStat(state, '更新/秒'),
    ];
  },
  summary: (state) => {
    const comparison = comparisonOf(state);
    const accuracy = state.lanes[0]?.metrics?.['accuracy'] ?? NaN;
    const found = comparison?.coverage
      ? `見つけた山${state.info?.modes.length ?? 0}個のうち${comparison.coverage.covered}個。`
      : '';
    const distance = comparison ? `JSダイバージェンス${formatMeasure(comparison.js)}。` : '';
    const right = Number.isNaN(accuracy)
      ? ''
      : `識別器の正解率${(100 * accuracy).toFixed(0)}パーセント。`;
    return `生成器の更新${state.step}回。${found}${distance}${right}`;
  },
  styles: [keyStyles, planeStyles],
  own: {
    initial: { drawing: sampleDrawing, shown: { map: true, arrows: true, lattice: false } },
    reduce: (own, action) => {
      if (action.type === 'own') return { ...own, ...action.action };
      if (action.type !== 'shared') return own;
      const drawing = decodeDrawing(action.values['drawing'] ?? '');
      const isGiven = action.values['drawing'] !== undefined && drawing !== null;
      return { ...own, drawing: isGiven ? drawing : sampleDrawing };
    },
    share: ({ draft, own }) =>
      draft['data'] === 'drawn' ? { drawing: encodeDrawing(own.drawing) } : {},
    refusesShared: ({ drawing }) =>
      drawing === undefined || decodeDrawing(drawing)
        ? null
        : unusableShare('描いたデータは−1から1までの座標の並びのはずですが、違う形でした。'),
  },
  extend: (controller) => ({
    commands: {
      draw(drawing, isDone) {
        controller.dispatch({ type: 'own', action: { drawing } });
        if (isDone && drawing.length > 0) void controller.apply();
      },
      show(shown) {
        controller.dispatch({ type: 'own', action: { shown } });
        void controller.redraw();
      },
      chooseValues(values) {
        controller.dispatch({ type: 'edit', values });
        controller.shared.commit();
      },
    },
  }),
  // Learned in part: some modes found, others not yet. Less than a running cell shows, since it travels with the page.
  preview: { rounds: 300, view: { points: 200, mapCells: 16, arrows: 24, latticeSteps: 8 } },
});

/** What a run learns with, of the form's values. */
export function laneOf(values: PlaneSettings, drawing: Drawing): ToyLane {
  const settings = { ...values, noiseDimension: Number(values.noiseDimension) };
  return values.data === 'drawn' ? { ...settings, drawing } : settings;
}

/** What a session is to send. */
export function viewOf({ map, arrows, lattice }: Shown): ToyView {
  return {
    points: 400,
    mapCells: map ? 40 : 0,
    arrows: arrows ? 60 : 0,
    latticeSteps: lattice ? 20 : 0,
  };
}

function ofNetworks(measure: 'Loss' | 'Gradient') {
  return [
    {
      name: `discriminator${measure} 0`,
      label: 'D',
      color: '--color-discriminator',
      isDashed: false,
    },
    { name: `generator${measure} 0`, label: 'G', color: '--color-generator', isDashed: true },
  ];
}

function divergence(name: 'js' | 'kl') {
  return [
    { name, label: name.toUpperCase(), color: '--color-fake', isDashed: false },
    { name: `${name}Floor`, label: '下限', color: '--color-muted', isDashed: true },
  ];
}
