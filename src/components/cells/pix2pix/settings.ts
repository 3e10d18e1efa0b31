/** The settings of the pix2pix as its form and its links have them. */
import { parseSettings, type SettingsOf } from '@lib/controls';
import { type Field, type Pix2pixSettings, shippedFolder } from '@lib/models/pix2pix-settings';
import type { SharedValues } from '../kit/share-link';
import { learningRateControl, seedControl } from '../kit/usual-controls';

export const pix2pixControls = {
  task: {
    type: 'choice',
    label: '変換',
    help: '',
    options: [
      { value: 'textures', label: 'ラベルの地図から模様へ（答えが決まらない）' },
      { value: 'outlines', label: '数字の輪郭から数字へ（答えが決まる）' },
    ],
    default: 'textures',
  },
  field: {
    type: 'choice',
    label: '識別器が見る範囲',
    help: '',
    options: [
      { value: '1', label: '1画素' },
      { value: '10', label: '10画素' },
      { value: '16', label: '16画素' },
      { value: '34', label: '34画素（全体）' },
    ],
    default: '10',
  },
  start: {
    type: 'choice',
    label: '出発点',
    help: '学習ずみの生成器と識別器から続けるか、はじめから学習するかです。',
    options: [
      { value: 'shipped', label: '学習ずみ' },
      { value: 'scratch', label: 'はじめから' },
    ],
    default: 'shipped',
  },
  lambda: {
    type: 'choice',
    label: 'L1の重みλ',
    help: '敵対的な損失に足すL1誤差の重みです。論文の値は100です。',
    options: [
      { value: '0', label: '0（cGANだけ）' },
      { value: '1', label: '1' },
      { value: '10', label: '10' },
      { value: '100', label: '100' },
    ],
    default: '1',
  },
  sees: {
    type: 'choice',
    label: '識別器が見るもの',
    help: '「出力だけ」では、入力に合わない絵も見破れません。',
    options: [
      { value: 'cgan', label: '入力と出力の組' },
      { value: 'gan', label: '出力だけ' },
    ],
    default: 'cgan',
  },
  alone: {
    type: 'choice',
    label: '識別器なしの生成器の誤差',
    help: 'L1は絶対誤差、L2は二乗誤差です。',
    options: [
      { value: 'l1', label: 'L1' },
      { value: 'l2', label: 'L2' },
    ],
    default: 'l1',
  },
  skips: {
    type: 'choice',
    label: '学習するときのスキップ接続',
    help: '「すべて切る」では、普通のエンコーダ・デコーダとして学習します。識別器なしの生成器はいつもつないだままです。',
    options: [
      { value: 'whole', label: 'つなぐ' },
      { value: 'cut', label: 'すべて切る' },
    ],
    default: 'whole',
  },
  learningRate: { ...learningRateControl, default: 5e-4 },
  batchSize: {
    type: 'integer',
    label: 'バッチサイズ',
    help: '1ステップで使う組の数です。論文は1です。',
    min: 1,
    max: 32,
    scale: 'log',
    step: 0,
    default: 16,
    unit: '組',
  },
  seed: {
    ...seedControl,
    help: '乱数の出発点です。2つの生成器は同じ重みから始まり、同じ組を見ます。',
  },
} as const;

export type Values = SettingsOf<typeof pix2pixControls>;
export type TaskName = Values['task'];
export const settingNames = Object.keys(pix2pixControls).filter(
  (name) => name !== 'task' && name !== 'field',
) as readonly (keyof Values)[];
/** What only a new run takes up: all but λ and the learning rate. */
export const fixedNames = [
  'task',
  'field',
  'start',
  'sees',
  'alone',
  'skips',
  'batchSize',
  'seed',
] as const;

/** L1 with D, whose networks can be saved; and an error of the pixels alone. */
export function lanesOf(values: Values): readonly [Pix2pixSettings, Pix2pixSettings] {
  const { learningRate, batchSize, seed } = values;
  const shared = {
    field: Number(values.field) as Field,
    lambda: Number(values.lambda),
    learningRate,
    batchSize,
    seed,
  };
  const started = (settings: Omit<Pix2pixSettings, 'start'>): Pix2pixSettings => ({
    ...settings,
    start: isShipped(values.task, settings) ? values.start : 'scratch',
  });
  return [
    started({ ...shared, loss: values.sees, hasSkips: values.skips === 'whole' }),
    started({ ...shared, loss: values.alone, hasSkips: true }),
  ];
}

function isShipped(task: TaskName, settings: Omit<Pix2pixSettings, 'start'>): boolean {
  return shippedFolder(task, settings) !== null;
}

/** Whether the networks of a form come shipped. */
export function hasShipped(draft: SharedValues): boolean {
  const parsed = parseSettings(pix2pixControls, draft);
  return parsed.ok && lanesOf({ ...parsed.settings, start: 'shipped' })[0].start === 'shipped';
}
