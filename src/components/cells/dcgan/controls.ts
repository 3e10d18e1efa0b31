/** The settings of a DCGAN run as its form declares them, and the ready-made sets of values. */
import { defaultSettings, formatSetting, type SettingsOf } from '@lib/controls';
import type { BackendName, DcganSettings, GeneratorLossName } from '@lib/runtime/protocol';

const learningRate = {
  type: 'number',
  min: 1e-7,
  max: 1000,
  scale: 'log',
  step: 0,
  default: 2e-4,
  unit: '',
} as const;

const beta1 = {
  type: 'number',
  min: 0,
  max: 0.999,
  scale: 'linear',
  step: 0.1,
  default: 0.5,
  unit: '',
} as const;

export const dcganControls = {
  discriminatorLearningRate: {
    ...learningRate,
    label: '識別器の学習率',
    help: 'Adamが1回に重みを動かすおよその幅です。',
  },
  discriminatorBeta1: {
    ...beta1,
    label: '識別器のβ1',
    help: 'Adamが過去の勾配をどれだけ引き継ぐかです。',
  },
  generatorLearningRate: {
    ...learningRate,
    label: '生成器の学習率',
    help: 'Adamが1回に重みを動かすおよその幅です。',
  },
  generatorBeta1: {
    ...beta1,
    label: '生成器のβ1',
    help: 'Adamが過去の勾配をどれだけ引き継ぐかです。',
  },
  generatorLoss: {
    type: 'choice',
    label: '生成器の損失',
    help: '生成器が小さくしようとする量です。',
    options: [
      { value: 'non-saturating', label: '飽和しない損失 −log D(G(z))' },
      { value: 'saturating', label: '元の損失 log(1 − D(G(z)))' },
    ],
    default: 'non-saturating',
  },
  batchSize: {
    type: 'integer',
    label: 'バッチサイズ',
    help: '1ステップで使う本物の画像の枚数です。',
    min: 2,
    max: 512,
    scale: 'log',
    step: 0,
    default: 32,
    unit: '枚',
  },
  epochs: {
    type: 'integer',
    label: 'エポック数',
    help: '学習画像全体を何周するかです。',
    min: 1,
    max: 1000,
    scale: 'linear',
    step: 1,
    default: 2,
    unit: '周',
  },
  seed: {
    type: 'integer',
    label: 'シード',
    help: '乱数の出発点です。同じシードと同じ計算方法なら、同じ結果になります。',
    min: 0,
    max: 2 ** 32 - 1,
    scale: 'linear',
    step: 1,
    default: 2017,
    unit: '',
  },
} as const satisfies Record<keyof DcganSettings, object>;

export type DcganSettingName = keyof typeof dcganControls;

/** Fails to compile when the form and the protocol no longer describe the same settings. */
const defaults: DcganSettings = defaultSettings(dcganControls) satisfies SettingsOf<
  typeof dcganControls
> & { generatorLoss: GeneratorLossName };

export const settingNames = Object.keys(dcganControls) as readonly DcganSettingName[];

/** Settings that a run takes up only when it is opened; the others act while it goes on. */
export const fixedSettingNames = ['batchSize', 'seed'] as const;

/** The form's contents: what the reader typed, valid or not. */
export type Draft = Readonly<Record<DcganSettingName, string>>;

export function draftOf(settings: DcganSettings): Draft {
  const entries = settingNames.map((name) => {
    const value = settings[name];
    return [name, typeof value === 'number' ? formatSetting(value) : value];
  });
  return Object.fromEntries(entries) as Draft;
}

/** Values that a preset sets; the seed stays the reader's, whatever is given here. */
const quick = defaults;

export const presets = {
  quick: { label: 'お試し', settings: quick },
  article: {
    label: '記事の設定',
    settings: { ...quick, epochs: 20, discriminatorLearningRate: 1e-5, discriminatorBeta1: 0.1 },
  },
  paper: { label: '論文のAdamの設定', settings: { ...quick, epochs: 20 } },
} as const satisfies Record<string, { label: string; settings: DcganSettings }>;

export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as readonly PresetName[];

/** The form's contents after a preset was chosen. */
export function withPreset(draft: Draft, preset: PresetName): Draft {
  return { ...draftOf(presets[preset].settings), seed: draft.seed };
}

/** The preset whose values the form holds, or `custom`. */
export function presetOf(draft: Draft): PresetName | 'custom' {
  const holds = (preset: PresetName) => {
    const expected = withPreset(draft, preset);
    return settingNames.every((name) => isSame(expected[name], draft[name]));
  };
  return presetNames.find(holds) ?? 'custom';
}

/** Whether two entries mean the same: 2e-4 is 0.0002. */
function isSame(a: string, b: string): boolean {
  return a === b || (a.trim() !== '' && b.trim() !== '' && Number(a) === Number(b));
}

export const initialDraft: Draft = draftOf(defaults);

/** Backends by the name that the cell shows, in the order of the menu. */
export const backendLabels = {
  auto: '自動（いちばん速いもの）',
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'CPU（JavaScript）',
} as const satisfies Record<BackendName | 'auto', string>;

export type BackendChoiceName = keyof typeof backendLabels;
