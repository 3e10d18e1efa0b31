/** `<pix2pix-cell>`: label maps to textures and outlines to digits, by the L1 error alone and with a PatchGAN. */
import { expectedErrors } from '@lib/data/textures';
import { allSkips } from '@lib/models/pix2pix-settings';
import { html } from 'lit';
import { laneCurve, laneCurves } from '../kit/chart-lines';
import type { ChartDeclaration } from '../kit/declaration';
import { defineCell } from '../kit/define-cell';
import { formatCount, formatDuration, formatMeasure } from '../kit/format';
import { speedChoice } from '../kit/speed';
import { paceStat } from '../kit/status';
import { choices } from './choices';
import { alarms, figuresTable } from './figures';
import { firstMap } from './first-map';
import { paintedAndDrawn } from './picture';
import { runs } from './runs';
import { fixedNames, lanesOf, pix2pixControls, settingNames } from './settings';
import { pix2pixStyles } from './styles';
import {
  aloneName,
  type Figures,
  figuresOf,
  type Own,
  type Pix2pixState,
  type Pix2pixTypes,
  taskOf,
} from './types';

/** Of the shipped networks, from scratch. */
const usualSteps = { textures: 2000, outlines: 1500 } as const;
/** Pictures of one input while they are compared. */
const drawCount = 16;

export default defineCell<Pix2pixTypes>({
  element: 'pix2pix-cell',
  title: '描いた入力を絵に変える',
  purpose: 'このセルでは、描いた入力を小さなpix2pixに変換させ、ブラウザの中で学習させられます',
  family: ({ task }) => (task === 'textures' ? 'pix2pix' : 'pix2pix-outlines'),
  controls: pix2pixControls,
  fixed: fixedNames,
  settings: {
    names: settingNames,
    digest: ({ draft }) =>
      `${draft['start'] === 'shipped' ? '学習ずみから' : 'はじめから'}、λ = ${draft['lambda']}、` +
      `学習率${draft['learningRate']}、バッチ${draft['batchSize']}組、シード${draft['seed']}`,
    hint: 'λと学習率は学習の途中でも次のステップから反映されます。ほかは実行すると新しい学習になります。',
  },
  speeds: speedChoice('full', ['slow', 'full']),
  hasBackends: true,
  weights: { networks: { generator: '生成器', discriminator: '識別器' } },
  plan: (values, { own }) => ({
    lanes: lanesOf(values),
    view: {
      input: values.task === 'textures' ? own.map : own.outline,
      skips: own.skips,
      hasDropout: own.hasDropout,
      seed: own.drawSeed,
      draws: own.showsDraws ? drawCount : 1,
    },
    watches: { figures: null },
  }),
  curves: laneCurves(['l1', 'discriminatorLoss', 'adversarialLoss'], 2),
  watchCurves: {
    figures: Object.fromEntries(
      [0, 1].map((lane) => [
        laneCurve('accuracy', lane),
        (figures: Figures) => figures[lane]?.accuracy ?? NaN,
      ]),
    ),
  },
  charts,
  picture: paintedAndDrawn,
  layout: ({ picture, charts }, { state }) =>
    html`<div class="bench">
      ${picture} ${figuresTable(state)}
      <div class="charts">${charts}</div>
    </div>`,
  lead: choices,
  alarms,
  stats: (state) => [
    ['ステップ', state.session ? formatCount(state.step) : null],
    paceStat(state),
    [`${formatCount(usualSteps[taskOf(state)])}まで`, timeLeft(state)],
    ['λ×L1', priceOf(state)],
    ['敵対的な損失', measured(state, 'adversarialLoss')],
    ['Dの損失', measured(state, 'discriminatorLoss')],
  ],
  summary: (state) => {
    if (state.step === 0) return '';
    const [both, alone] = state.lanes.map(({ metrics }) => metrics?.['l1'] ?? NaN);
    const accuracy = figuresOf(state, 0)?.accuracy;
    const read =
      accuracy === undefined ? '' : `読み取り正解率は${Math.round(100 * accuracy)}パーセント。`;
    return (
      `ステップ${state.step}。L1誤差は、${aloneName(state)}の生成器が${formatMeasure(alone ?? NaN)}、` +
      `L1＋cGANが${formatMeasure(both ?? NaN)}。${read}`
    );
  },
  styles: pix2pixStyles,
  own: {
    initial: {
      map: firstMap(),
      outline: 0,
      brush: 0,
      pen: 1,
      skips: allSkips,
      hasDropout: true,
      drawSeed: 1,
      showsDraws: false,
      patch: null,
      guess: null,
    },
    reduce: (own, action): Own => (action.type === 'own' ? { ...own, ...action.action } : own),
  },
  extend: runs,
  preview: { rounds: 0 },
});

function charts(state: Pix2pixState): readonly ChartDeclaration[] {
  const isTexture = taskOf(state) === 'textures';
  return [
    {
      title: 'L1誤差（学習した組）',
      lines: lines('l1', state),
      ...(isTexture ? { guide: expectedErrors.blank } : {}),
    },
    {
      title: '損失（L1＋cGAN）',
      lines: [
        {
          name: laneCurve('discriminatorLoss', 0),
          label: 'D',
          color: '--color-discriminator',
          isDashed: false,
        },
        {
          name: laneCurve('adversarialLoss', 0),
          label: 'G（敵対的）',
          color: '--color-generator',
          isDashed: true,
        },
      ],
    },
    ...(isTexture
      ? [
          {
            title: '読み取り正解率（32枚の地図）',
            watch: 'figures',
            lines: lines('accuracy', state),
            range: [0, 1] as const,
          },
        ]
      : []),
  ];
}

function lines(measure: string, state: Pix2pixState) {
  return [
    {
      name: laneCurve(measure, 1),
      label: aloneName(state),
      color: '--color-discriminator',
      isDashed: false,
    },
    { name: laneCurve(measure, 0), label: 'L1＋cGAN', color: '--color-generator', isDashed: true },
  ];
}

function measured({ lanes }: Pix2pixState, name: string): string | null {
  const value = lanes[0]?.metrics?.[name];
  return value === undefined ? null : value.toFixed(2);
}

/** At the present pace; `null` while it is unknown, and once they are done. */
function timeLeft(state: Pix2pixState): string | null {
  const { phase, step, roundsPerSecond } = state;
  const left = usualSteps[taskOf(state)] - step;
  if (phase !== 'running' || roundsPerSecond === 0 || left <= 0) return null;
  return `あと${formatDuration((1000 * left) / roundsPerSecond)}`;
}

/** What the L1 error weighs beside the adversarial loss. */
function priceOf({ lanes, used }: Pix2pixState): string | null {
  const l1 = lanes[0]?.metrics?.['l1'];
  return l1 === undefined || !used ? null : (Number(used.lambda) * l1).toFixed(2);
}
