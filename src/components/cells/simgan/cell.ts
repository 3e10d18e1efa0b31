/** `<simgan-cell>`: drawn digits that a refiner makes look handwritten, learning in the page. */
import { preTraining, type SimganReading, usualRounds } from '@lib/models/simgan-settings';
import { html, nothing, type TemplateResult } from 'lit';
import { laneCurve, laneCurves } from '../kit/chart-lines';
import { defineCell } from '../kit/define-cell';
import { formatCount, formatDuration } from '../kit/format';
import { speedChoice } from '../kit/speed';
import { paceStat } from '../kit/status';
import { digitRows, readDigits } from './refined-grid';
import {
  readingOf,
  settingsOf,
  simganControls,
  type SimganState,
  type SimganTypes,
  type SimganView,
} from './settings';
import { squaresFigure } from './squares';
import { simganStyles } from './styles';

/** What a good run keeps: the share of labels, and the mean change. */
const leastKept = 0.95;
const leastChange = 0.03;
/** Hardly more than who reads the same digit in everything. */
const blindShare = 0.2;

export default defineCell<SimganTypes>({
  element: 'simgan-cell',
  title: '合成した数字を手書きらしく仕上げる',
  purpose: 'このセルでは、ページを開いたブラウザの中で小さなSimGANを学習させられます',
  family: 'simgan',
  controls: simganControls,
  fixed: ['field', 'start', 'batchSize', 'seed'],
  leading: ['lambda', 'history', 'field', 'start'],
  settings: {
    names: ['learningRate', 'batchSize', 'seed'],
    digest: ({ draft }) =>
      `学習率${draft['learningRate']}、バッチ${draft['batchSize']}枚、シード${draft['seed']}`,
    hint: 'λ、履歴、学習率は、学習の途中でも次のステップから反映されます。',
  },
  speeds: speedChoice('full', ['slow', 'full']),
  hasBackends: true,
  weights: { networks: { refiner: 'リファイナ', discriminator: '識別器' } },
  plan: (values) => ({
    lanes: [settingsOf(values)],
    view: 'digits',
    watches: { refinement: null },
  }),
  curves: laneCurves(['adversarialLoss', 'regularization'], 1),
  watchCurves: {
    refinement: {
      labelsKept: ({ labelsKept }: { labelsKept: number }) => labelsKept,
      frechetDistance: ({ frechetDistance }: { frechetDistance: number }) => frechetDistance,
      onArchive: ({ onArchive }: { onArchive: number | null }) => onArchive ?? NaN,
    },
  },
  charts: () => [
    {
      title: 'リファイナの損失の2つの項',
      lines: [
        line(laneCurve('adversarialLoss', 0), '敵対的な損失', '--color-generator'),
        { ...line(laneCurve('regularization', 0), 'λ×変化の平均', '--color-real'), isDashed: true },
      ],
    },
    {
      title: '本物らしさ（フレシェ距離、小さいほどよい）',
      watch: 'refinement',
      isLogarithmic: true,
      lines: [line('frechetDistance', '仕上げた画像', '--color-generator')],
    },
    {
      title: '割合',
      watch: 'refinement',
      range: [0.4, 1],
      lines: [
        line('labelsKept', 'ラベルどおりに読まれた割合', '--color-generator'),
        {
          ...line('onArchive', '昔の偽物での識別器の正解率', '--color-discriminator'),
          isDashed: true,
        },
      ],
    },
  ],
  picture,
  alarms,
  stats: (state) => {
    const reading = readingOf(state);
    return [
      ['ステップ', state.session ? formatCount(state.step) : null],
      paceStat(state),
      [`${formatCount(usualRounds)}ステップまで`, timeLeft(state)],
      ['変化の平均', reading ? reading.change.toFixed(3) : null],
      ['読めるラベル', reading ? percent(reading.labelsKept) : null],
      ['仕上げる前', reading ? percent(reading.raw.labelsKept) : null],
      ['フレシェ距離', reading ? reading.frechetDistance.toFixed(2) : null],
    ];
  },
  summary: (state) => {
    const reading = readingOf(state);
    if (state.step === 0 || !reading) return '';
    return (
      `ステップ${state.step}。ラベルどおりに読まれた割合${percent(reading.labelsKept)}、` +
      `フレシェ距離${reading.frechetDistance.toFixed(2)}。`
    );
  },
  styles: simganStyles,
  own: {
    initial: { chosen: 0 },
    reduce: (own, action) => (action.type === 'own' ? { chosen: action.action } : own),
  },
  extend: (controller) => ({
    commands: {
      chooseDigit: (place) => {
        controller.dispatch({ type: 'own', action: place });
      },
    },
  }),
  preview: { rounds: usualRounds, pauses: 8 },
});

const line = (name: string, label: string, color: string) => ({
  name,
  label,
  color,
  isDashed: false,
});

/** Until what the text speaks of, as fast as it goes now; `null` while that is not known. */
function timeLeft({ phase, step, roundsPerSecond }: SimganState): string | null {
  const left = usualRounds - step;
  if (phase !== 'running' || roundsPerSecond === 0 || left <= 0) return null;
  return `約${formatDuration((1000 * left) / roundsPerSecond)}`;
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** Drawn, refined and real digits; and what D says of one of them. */
function picture({ state, commands }: SimganView): TemplateResult {
  const { info, lanes, isPreview, pictureStep, own } = state;
  const shown = lanes[0]?.picture;
  if (!info) return html`<div class="simgan"><p class="hint">まだ画像がありません。</p></div>`;
  const { synthetic, labels, real, field } = info;
  const origin = isPreview
    ? html`<p class="origin mark">
        見本：シード1で${formatCount(pictureStep)}ステップ学習したところ（あらかじめ計算した一例）
      </p>`
    : html`<p class="origin">${phaseOf(state)}</p>`;
  return html`<div class="simgan">
    ${origin} ${digitRows('合成画像x', synthetic)}
    ${
      shown
        ? readDigits({
            title: '仕上げた画像R(x)',
            images: shown.refined,
            labels,
            read: shown.read,
            chosen: own.chosen,
            onChoose: commands.chooseDigit,
          })
        : nothing
    }
    ${digitRows('本物の手書き数字', real)}
    ${
      shown
        ? squaresFigure({
            images: shown.refined,
            place: own.chosen,
            verdicts: shown.verdicts,
            field,
          })
        : nothing
    }
  </div>`;
}

/** Who learns at this step. */
function phaseOf({ pictureStep, used }: SimganState): string {
  const step = `ステップ${formatCount(pictureStep)}`;
  const { refiner, discriminator } = preTraining;
  if (used?.start === 'shipped') return `${step}。学習ずみのネットワークから始めています。`;
  if (pictureStep <= refiner) return `${step}。リファイナだけが、元の画像を写す練習をしています。`;
  if (pictureStep <= refiner + discriminator) return `${step}。識別器だけが学習しています。`;
  return `${step}。リファイナ2回と識別器1回を交互に更新しています。`;
}

/** In plain words, once R has had the time to do otherwise. */
function alarms({ state }: SimganView): TemplateResult {
  const reading = readingOf(state);
  const isEarly = state.step < 2 * (preTraining.refiner + preTraining.discriminator);
  if (!reading || state.isPreview || (isEarly && state.used?.start !== 'shipped')) return html``;
  return html`${warnings(reading).map((text) => html`<p class="alarm"><b>注意</b> ${text}</p>`)}`;
}

function warnings({ labelsKept, change, raw }: SimganReading): string[] {
  if (labelsKept <= blindShare) {
    return [
      `ほとんどの数字が同じ数字に読まれています。真っ黒なら、リファイナは何も描かないことを覚えました。λを小さくするか、シードを変えてみましょう。`,
    ];
  }
  const broken = `ラベルが壊れています。ラベルどおりに読まれる数字は${percent(labelsKept)}です。λを大きくするか、視野を狭くしてみましょう。`;
  const idle = `ほとんど何も変えていません（変化の平均${change.toFixed(3)}）。λを小さくしてみましょう。`;
  return [
    ...(labelsKept < Math.min(leastKept, raw.labelsKept) ? [broken] : []),
    ...(change < leastChange ? [idle] : []),
  ];
}
