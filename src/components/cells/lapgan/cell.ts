/** `<lapgan-cell>`: a digit taken apart into three levels, each real, generated or left out; and their training. */
import { type Side, sides } from '@lib/models/lapgan-sides';
import type { LapganAlarms } from '@lib/models/lapgan-views';
import { html } from 'lit';
import { laneCurve, laneCurves } from '../kit/chart-lines';
import type { CellHandle, ChartDeclaration, ChartLine } from '../kit/declaration';
import { defineCell } from '../kit/define-cell';
import { formatCount, formatDuration } from '../kit/format';
import { speedChoice } from '../kit/speed';
import { paceStat } from '../kit/status';
import { padStyles } from '../pads/styles';
import { alarmArea } from './alarms';
import { pyramid } from './picture';
import { laneOf, lapganControls, settingNames, viewNames, viewOf } from './settings';
import { lapganStyles } from './styles';
import { tallied } from './tally';
import { alarmsOf, type LapganState, type LapganTypes } from './types';

/** Steps after which each level draws well, see docs/measurements/lapgan.json. */
const fullRun = 500;

export default defineCell<LapganTypes>({
  element: 'lapgan-cell',
  title: '数字を3段に分けて、段ごとに本物と生成を入れ替える',
  purpose: 'このセルでは、段ごとに本物と生成を入れ替えたり、LAPGANを学習させたりできます',
  family: 'lapgan',
  controls: lapganControls,
  fixed: ['levels', 'start', 'batchSize', 'seed'],
  settings: {
    names: settingNames,
    digest: ({ draft }) =>
      `学習率${draft['learningRate']}、ノイズ${draft['jitter']}、` +
      `バッチ${draft['batchSize']}枚、シード${draft['seed']}`,
    hint: '学習率と識別器が見る画像のノイズは学習の途中でも次のステップから反映されます。',
  },
  leading: ['levels', 'start'],
  speeds: speedChoice('full', ['slow', 'full']),
  hasBackends: true,
  weights: {
    networks: Object.fromEntries(
      sides.flatMap((side) => [
        [`generator${side}`, `${side}×${side}の生成器`],
        [`discriminator${side}`, `${side}×${side}の識別器`],
      ]),
    ),
  },
  plan: (values) => ({ lanes: [laneOf(values)], view: viewOf(values), watches: { alarms: null } }),
  curves: laneCurves(
    sides.flatMap((side) => [`right${side}`, `generatorLoss${side}`, `spread${side}`]),
    1,
  ),
  watchCurves: {
    alarms: {
      agreement: ({ agreement }: LapganAlarms) => agreement,
      onTrueCoarse: ({ onTrueCoarse }: LapganAlarms) => onTrueCoarse,
    },
  },
  charts: () => charts,
  picture: pyramid,
  layout: ({ picture, charts }) =>
    html`<div class="bench">
      <div>${picture}</div>
      <div class="charts">${charts}</div>
    </div>`,
  alarms: alarmArea,
  stats: (state) => [
    ['ステップ', state.session ? formatCount(state.step) : null],
    paceStat(state),
    ['経過', state.elapsedMs > 0 ? formatDuration(state.elapsedMs) : null],
    [`${formatCount(fullRun)}ステップまで`, remaining(state)],
    ['頼んだクラスに見える', percent(alarmsOf(state)?.agreement)],
  ],
  summary: (state) => {
    if (state.step === 0) return '';
    const metrics = state.lanes[0]?.metrics;
    const parts = sides.flatMap((side) => {
      const right = percent(metrics?.[`right${side}`]);
      return right === null ? [] : [`${side}×${side}の識別器は${right}を当てています`];
    });
    return `ステップ${state.step}。${parts.join('、')}。`;
  },
  own: {
    initial: {},
    reduce(own, action) {
      if (action.type === 'opened') return {};
      if (action.type !== 'event' || action.event.type !== 'frame') return own;
      return tallied(own, action.event.rounds);
    },
  },
  extend(controller) {
    /** What the reader has changed and not yet settled on. */
    let edited: readonly string[] = [];
    return {
      commands: {},
      onAction(action) {
        if (action.type === 'edit') edited = [...edited, ...Object.keys(action.values)];
        if (action.type !== 'commit') return;
        const settled = edited;
        edited = [];
        follow(controller, settled);
      },
    };
  },
  styles: [padStyles, lapganStyles],
  preview: { rounds: 0 },
});

const label = (side: Side) => `${side}×${side}`;
const colours: Readonly<Record<Side, Pick<ChartLine, 'color' | 'isDashed'>>> = {
  7: { color: '--color-generator', isDashed: false },
  14: { color: '--color-discriminator', isDashed: true },
  28: { color: '--color-ink', isDashed: false },
};
const lines = (metric: string): readonly ChartLine[] =>
  sides.map((side) => ({
    name: laneCurve(metric + String(side), 0),
    label: label(side),
    ...colours[side],
  }));

const charts: readonly ChartDeclaration[] = [
  { title: '識別器の正解率', lines: lines('right'), range: [0, 1], guide: 0.5 },
  { title: '生成器の損失', lines: lines('generatorLoss') },
  { title: '残差のばらつき（生成÷本物）', lines: lines('spread'), guide: 1 },
  {
    title: '頼んだクラスに見える割合',
    watch: 'alarms',
    range: [0, 1],
    lines: [
      { name: 'agreement', label: '3段とも生成', color: '--color-generator', isDashed: false },
      {
        name: 'onTrueCoarse',
        label: '7×7だけ本物',
        color: '--color-discriminator',
        isDashed: true,
      },
    ],
  },
];

function percent(share: number | undefined): string | null {
  return share === undefined || Number.isNaN(share) ? null : `${Math.round(100 * share)}%`;
}

/** About how long the rest of a full run takes. */
function remaining({ step, roundsPerSecond, phase }: LapganState): string | null {
  if (phase !== 'running' || roundsPerSecond === 0 || step >= fullRun) return null;
  return `約${formatDuration((1000 * (fullRun - step)) / roundsPerSecond)}`;
}

/** Open what is to be looked at; and begin anew where other levels are to learn, and none has. */
function follow(controller: CellHandle<LapganTypes>, settled: readonly string[]): void {
  const { session, phase, failure, step } = controller.state;
  if (failure || phase === 'preparing') return;
  const isLooking = settled.some((name) => viewNames.includes(name));
  const isOther = settled.some((name) => name === 'levels' || name === 'start');
  // The levels can be looked at without a run: what the site ships is opened for it.
  if (!session) {
    if (isLooking) controller.shared.reset();
  } else if (isOther && step === 0 && phase === 'paused') {
    controller.shared.reset();
  }
}
