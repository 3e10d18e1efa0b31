/** The settings of the convolution arithmetic as its form declares them, and ready-made sets. */
import { defaultSettings, type SettingsOf } from '@lib/controls';
import { largestPadding, type Resampling } from '@lib/convolution-arithmetic';
import {
  settingsFromShare,
  type SharedSettings,
  type SharedValues,
  unusableShare,
} from '../shared/share-link';

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
export type SettingName = keyof ArithmeticSettings;
const settingNames = Object.keys(arithmeticControls) as readonly SettingName[];
export const defaults: ArithmeticSettings = defaultSettings(arithmeticControls);

/** The nearest settings that can be computed: every window meets the input, a stays below s. */
export function consistent(settings: ArithmeticSettings): ArithmeticSettings {
  return {
    ...settings,
    padding: Math.min(settings.padding, largestPadding(settings.kernelSize)),
    outputPadding: Math.min(settings.outputPadding, settings.stride - 1),
  };
}

export function resamplingOf(settings: ArithmeticSettings): Resampling {
  const { operation, kernelSize, stride, padding, outputPadding } = settings;
  return { operation, kernelSize, stride, padding, outputPadding };
}

/** Settings from a link; with a message for the reader if they could not be used. */
export function parseShared(values: SharedValues): SharedSettings<typeof arithmeticControls> {
  const shared = settingsFromShare(arithmeticControls, values);
  const { kernelSize, stride, padding, outputPadding } = shared.settings;
  const possible = consistent(shared.settings);
  const refused = (reason: string) => ({ settings: defaults, message: unusableShare(reason) });
  if (possible.padding < padding) {
    return refused(
      `補う0の数pはk ÷ 2以下にしてください（入力：k = ${kernelSize}、p = ${padding}）。`,
    );
  }
  if (possible.outputPadding < outputPadding) {
    return refused(
      `端に足す数aはsより小さくしてください（入力：s = ${stride}、a = ${outputPadding}）。`,
    );
  }
  return shared;
}

export const scenes = {
  checkerboard: { label: '市松模様のむら', settings: defaults },
  even: {
    label: 'kをsで割り切れるように',
    settings: { ...defaults, kernelSize: 4, padding: 1, outputPadding: 0 },
  },
  upsample: {
    label: '拡大してから畳み込み',
    settings: { ...defaults, operation: 'upsample', outputPadding: 0 },
  },
  line: {
    label: '本文の線形補間',
    settings: {
      ...defaults,
      inputSize: 3,
      kernelSize: 3,
      padding: 1,
      outputPadding: 0,
      image: 'ramp',
      kernel: 'tent',
    },
  },
  halve: {
    label: '識別器の縮小',
    settings: {
      ...defaults,
      operation: 'strided',
      inputSize: 6,
      outputPadding: 0,
      image: 'stroke',
    },
  },
  pooling: {
    label: '最大値プーリング',
    settings: {
      ...defaults,
      operation: 'max-pooling',
      inputSize: 6,
      kernelSize: 2,
      padding: 0,
      outputPadding: 0,
      image: 'random',
    },
  },
} as const satisfies Record<string, { label: string; settings: ArithmeticSettings }>;

export type SceneName = keyof typeof scenes;
export const sceneNames = Object.keys(scenes) as readonly SceneName[];

/** The scene that has these settings, or `custom`. */
export function sceneOf(settings: ArithmeticSettings): SceneName | 'custom' {
  const isSame = (scene: SceneName) =>
    settingNames.every((name) => scenes[scene].settings[name] === settings[name]);
  return sceneNames.find(isSame) ?? 'custom';
}
