/** The settings of the SRGAN as its form and its links have them. */
import type { SettingsOf } from '@lib/controls';
import { srganDefaults, type SrganSettings } from '@lib/models/srgan-settings';
import { seedControl } from '../kit/usual-controls';

const rate = { type: 'number', min: 1e-6, max: 1e-2, scale: 'log', step: 0, unit: '' } as const;
const count = {
  type: 'integer',
  min: 10,
  max: 20000,
  scale: 'log',
  step: 0,
  unit: 'ステップ',
} as const;

export const srganControls = {
  start: {
    type: 'choice',
    label: '出発点',
    help: '学習ずみの重みから続けるか、はじめから学習するかを選びます。',
    options: [
      { value: 'shipped', label: '学習ずみのSRGANから' },
      { value: 'srresnet', label: '学習ずみのSRResNetから' },
      { value: 'scratch', label: 'はじめから' },
    ],
    default: 'shipped',
  },
  pretraining: {
    ...count,
    label: 'SRResNetの学習',
    help: 'はじめから学習するとき、GANの前に二乗誤差だけで学習する長さです。',
    default: srganDefaults.pretraining,
  },
  rounds: {
    ...count,
    label: 'GANの学習',
    help: 'GANとして学習する長さです。最後の3分の1では学習率を10分の1にします。',
    default: srganDefaults.rounds,
  },
  adversarialWeight: {
    type: 'number',
    label: '敵対的な損失の重み',
    help: '内容の損失に足す敵対的な損失の重みです。論文の値は0.001です。',
    min: 1e-5,
    max: 10,
    scale: 'log',
    step: 0,
    default: srganDefaults.adversarialWeight,
    unit: '',
  },
  contentLayer: {
    type: 'choice',
    label: '内容の損失',
    help: '何を比べるかです。浅い層は分類器の2番目の畳み込み、深い層は最後の畳み込みの特徴マップです。',
    options: [
      { value: 'low', label: '分類器の浅い層' },
      { value: 'high', label: '分類器の深い層' },
      { value: 'pixels', label: '画素' },
    ],
    default: srganDefaults.contentLayer,
  },
  contentRate: {
    ...rate,
    label: 'SRResNetの学習率',
    help: '最後の3分の1では5分の1にします。',
    default: srganDefaults.contentRate,
  },
  adversarialRate: {
    ...rate,
    label: 'GANの学習率',
    help: '生成器と識別器の学習率です。',
    default: srganDefaults.adversarialRate,
  },
  batchSize: {
    type: 'integer',
    label: 'バッチサイズ',
    help: '1ステップで使う学習画像の枚数です。',
    min: 2,
    max: 64,
    scale: 'log',
    step: 0,
    default: srganDefaults.batchSize,
    unit: '枚',
  },
  seed: seedControl,
  digit: {
    type: 'integer',
    label: '数字（番号）',
    help: '学習に使っていない1,500枚のうちの1枚です。',
    min: 0,
    max: 1499,
    scale: 'linear',
    step: 1,
    default: 9,
    unit: '',
  },
  mix: {
    type: 'integer',
    label: '重みを混ぜる（SRGANの割合）',
    help: '',
    min: 0,
    max: 100,
    scale: 'linear',
    step: 2,
    default: 50,
    unit: '%',
  },
} as const;

export type SrganValues = SettingsOf<typeof srganControls>;

/** What is looked at, and no part of a run. */
const shownNames: readonly string[] = ['digit', 'mix'];
export const settingNames = (Object.keys(srganControls) as readonly (keyof SrganValues)[]).filter(
  (name) => !shownNames.includes(name),
);

export const presets = {
  shipped: { label: '学習ずみから続ける', values: { start: 'shipped' } },
  srresnet: { label: 'SRResNetからGANを始める', values: { start: 'srresnet' } },
  scratch: { label: 'はじめから学習', values: { start: 'scratch' } },
} as const;

/** A run's settings, of the form's values. */
export function laneOf(values: SrganValues): SrganSettings {
  const names = settingNames.map((name) => [name, values[name]] as const);
  return Object.fromEntries(names) as unknown as SrganSettings;
}
