/** The settings of the LAPGAN as its form and its links have them. */
import type { SettingsOf } from '@lib/controls';
import type { LapganSettings } from '@lib/models/lapgan';
import { sides } from '@lib/models/lapgan-sides';
import type { LapganView } from '@lib/models/lapgan-views';
import { learningRateControl, seedControl } from '../kit/usual-controls';

const part = (label: string) =>
  ({
    type: 'choice',
    label,
    help: '',
    options: [
      { value: 'real', label: '本物' },
      { value: 'generated', label: '生成' },
      { value: 'none', label: 'なし' },
    ],
    default: 'real',
  }) as const;

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

export const lapganControls = {
  part7: { ...part('7×7'), default: 'generated' },
  part14: { ...part('14×14'), default: 'generated' },
  part28: { ...part('28×28'), default: 'generated' },
  digit: {
    type: 'choice',
    label: '本物の数字',
    help: '',
    options: digits.map((value) => ({ value, label: value })),
    default: '3',
  },
  index: {
    type: 'integer',
    label: '何枚めか',
    help: '学習に使っていない画像のうち、その数字の何枚めかです。',
    min: 1,
    max: 100,
    scale: 'linear',
    step: 1,
    default: 1,
    unit: '枚め',
  },
  asked: {
    type: 'choice',
    label: '頼むクラス',
    help: '生成器と識別器に伝えるクラスです。',
    options: [
      { value: 'same', label: '本物と同じ' },
      ...digits.map((value) => ({ value, label: value })),
    ],
    default: 'same',
  },
  noiseSeed: {
    type: 'integer',
    label: 'ノイズのシード',
    help: '生成に使うノイズの出発点です。',
    min: 0,
    max: 9999,
    scale: 'linear',
    step: 1,
    default: 1,
    unit: '',
  },
  levels: {
    type: 'choice',
    label: '学習させる段',
    help: 'ほかの段は学習ずみのまま変わりません。',
    options: [
      { value: 'all', label: '3段とも' },
      { value: '7', label: '7×7だけ' },
      { value: '14', label: '14×14だけ' },
      { value: '28', label: '28×28だけ' },
    ],
    default: '7',
  },
  start: {
    type: 'choice',
    label: '出発点',
    help: '学習させる段のネットワークをどこから始めるかです。',
    options: [
      { value: 'shipped', label: '学習ずみから' },
      { value: 'scratch', label: 'はじめから' },
    ],
    default: 'shipped',
  },
  learningRate: { ...learningRateControl, default: 1e-3 },
  jitter: {
    type: 'number',
    label: '識別器が見る画像のノイズ',
    help: '識別器が見る画像に足す正規分布のノイズの標準偏差です。黒から白までが2です。',
    min: 0,
    max: 0.5,
    scale: 'linear',
    step: 0.01,
    default: 0.05,
    unit: '',
  },
  batchSize: {
    type: 'integer',
    label: 'バッチサイズ',
    help: '1回の更新で使う学習画像の枚数です。7×7の段はこの2倍を使います。',
    min: 4,
    max: 64,
    scale: 'log',
    step: 0,
    default: 32,
    unit: '枚',
  },
  seed: seedControl,
} as const;

export type LapganValues = SettingsOf<typeof lapganControls>;
type Name = keyof LapganValues;

/** What only the picture depends on. */
export const viewNames: readonly string[] = [
  'part7',
  'part14',
  'part28',
  'digit',
  'index',
  'asked',
  'noiseSeed',
] satisfies Name[];
/** What the panel of settings holds. */
export const settingNames: readonly Name[] = ['learningRate', 'jitter', 'batchSize', 'seed'];

/** Of the moving average of G's weights that images are drawn by. */
const decay = 0.99;

/** What a run trains with. */
export function laneOf(values: LapganValues): LapganSettings {
  const { levels, start, learningRate, jitter, batchSize, seed } = values;
  const trained = levels === 'all' ? sides : sides.filter((side) => String(side) === levels);
  return { levels: trained, start, learningRate, jitter, batchSize, seed, decay };
}

/** What a cell shows. */
export function viewOf(values: LapganValues): LapganView {
  const { digit, index, asked, part7, part14, part28, noiseSeed } = values;
  return {
    digit: Number(digit),
    index: index - 1,
    asked: Number(asked === 'same' ? digit : asked),
    parts: { 7: part7, 14: part14, 28: part28 },
    noiseSeed,
  };
}
