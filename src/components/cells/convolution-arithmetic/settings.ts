/** The settings of the convolution arithmetic as its form declares them, and ready-made sets. */
import { defaultSettings, type SettingsOf } from '@lib/controls';
import { largestPadding } from '@lib/convolution-arithmetic';
import type { Preset } from '../kit/presets';
import { sharedValues, unusableShare } from '../kit/share-link';

const integer = { type: 'integer', scale: 'linear', step: 1, help: '', unit: '' } as const;

export const arithmeticControls = {
  operation: {
    type: 'choice',
    label: '演算',
    help: '',
    options: [
      { value: 'max-pooling', label: '最大値プーリング' },
      { value: 'strided', label: 'ストライド付きの畳み込み' },
      { value: 'transposed', label: '転置畳み込み（分数ストライド）' },
      { value: 'upsample', label: '拡大してから畳み込み' },
    ],
    default: 'transposed',
  },
  inputSize: { ...integer, label: '入力の一辺 i', min: 3, max: 6, default: 4 },
  kernelSize: { ...integer, label: 'カーネルの一辺 k', min: 1, max: 5, default: 5 },
  stride: { ...integer, label: 'ストライド s', min: 1, max: 3, default: 2 },
  padding: { ...integer, label: '補う0の数 p', min: 0, max: 2, default: 2 },
  outputPadding: { ...integer, label: '端に足す数 a', min: 0, max: 2, default: 1 },
  image: {
    type: 'choice',
    label: '入力の値',
    help: '',
    options: [
      { value: 'ones', label: 'すべて1' },
      { value: 'ramp', label: '右へ増える 1, 2, 3, …' },
      { value: 'stroke', label: '斜めの線' },
      { value: 'random', label: '乱数' },
    ],
    default: 'ones',
  },
  kernel: {
    type: 'choice',
    label: 'カーネルの値',
    help: '',
    options: [
      { value: 'ones', label: 'すべて1' },
      { value: 'tent', label: '山形（線形補間）' },
      { value: 'mean', label: '平均' },
      { value: 'edge', label: '左右の差' },
      { value: 'random', label: '乱数' },
    ],
    default: 'ones',
  },
  seed: { ...integer, label: 'シード', min: 1, max: 99, default: 1 },
} as const;

export type ArithmeticSettings = SettingsOf<typeof arithmeticControls>;

/** The nearest settings that can be computed: every window meets the input, a stays below s. */
export function consistent(settings: ArithmeticSettings): ArithmeticSettings {
  return {
    ...settings,
    padding: Math.min(settings.padding, largestPadding(settings.kernelSize)),
    outputPadding: Math.min(settings.outputPadding, settings.stride - 1),
  };
}

/** Why settings of a link cannot be computed; `null` if they can. */
export function refusedLink(settings: ArithmeticSettings): string | null {
  const { kernelSize: k, stride: s, padding: p, outputPadding: a } = settings;
  const possible = consistent(settings);
  if (possible.padding < p) {
    return unusableShare(`補う0の数pはk ÷ 2以下にしてください（入力：k = ${k}、p = ${p}）。`);
  }
  if (possible.outputPadding < a) {
    return unusableShare(`端に足す数aはsより小さくしてください（入力：s = ${s}、a = ${a}）。`);
  }
  return null;
}

/** A ready-made set; what it leaves out has its default. */
function scene(label: string, values: Partial<ArithmeticSettings>): Preset {
  return { label, values: sharedValues({ ...defaultSettings(arithmeticControls), ...values }) };
}

export const scenes = {
  checkerboard: scene('市松模様のむら', {}),
  even: scene('kをsで割り切れるように', { kernelSize: 4, padding: 1, outputPadding: 0 }),
  upsample: scene('拡大してから畳み込み', { operation: 'upsample', outputPadding: 0 }),
  line: scene('本文の線形補間', {
    inputSize: 3,
    kernelSize: 3,
    padding: 1,
    outputPadding: 0,
    image: 'ramp',
    kernel: 'tent',
  }),
  halve: scene('識別器の縮小', {
    operation: 'strided',
    inputSize: 6,
    outputPadding: 0,
    image: 'stroke',
  }),
  pooling: scene('最大値プーリング', {
    operation: 'max-pooling',
    inputSize: 6,
    kernelSize: 2,
    padding: 0,
    outputPadding: 0,
    image: 'random',
  }),
} as const;
