/** The settings of the laboratory in the plane as its form declares them. */
import { type Controls, parseSettings, type SettingsOf } from '@lib/controls';
import type { ToySettings } from '@lib/training/toy-settings';

const learningRate = {
  type: 'number',
  help: '最適化手法が1回に重みを動かす幅の目安です。',
  min: 1e-5,
  max: 1,
  scale: 'log',
  step: 0,
  default: 0.001,
  unit: '',
} as const;

const layers = {
  type: 'integer',
  help: '入力と出力の間にある層の数です。',
  min: 0,
  max: 5,
  scale: 'linear',
  step: 1,
  default: 2,
  unit: '層',
} as const;

const width = {
  type: 'integer',
  help: '隠れ層1つにあるユニットの数です。',
  min: 1,
  max: 128,
  scale: 'log',
  step: 0,
  default: 32,
  unit: '個',
} as const;

export const planeControls = {
  data: {
    type: 'choice',
    label: 'データ',
    help: '「自分で描く」を選ぶと図の上に描いた線や点がデータになります。',
    options: [
      { value: 'ring', label: '輪（8つの山）' },
      { value: 'grid', label: '格子（25の山）' },
      { value: 'moons', label: '2つの月' },
      { value: 'spiral', label: '渦巻き' },
      { value: 'line', label: '線分' },
      { value: 'gaussian', label: '1つの山' },
      { value: 'drawn', label: '自分で描く' },
    ],
    default: 'ring',
  },
  loss: {
    type: 'choice',
    label: '損失',
    help: '2つのネットワークが小さくしようとする量の組です。',
    options: [
      { value: 'non-saturating', label: '飽和しない損失' },
      { value: 'saturating', label: '元の損失（飽和する）' },
      { value: 'least-squares', label: '最小二乗（LSGAN）' },
      { value: 'wasserstein', label: 'WGAN-GP' },
    ],
    default: 'non-saturating',
  },
  noiseDimension: {
    type: 'choice',
    label: 'ノイズの次元',
    help: '1次元なら生成器は1本の曲線しか作れません。',
    options: [
      { value: '2', label: '2次元' },
      { value: '1', label: '1次元' },
    ],
    default: '2',
  },
  noiseDistribution: {
    type: 'choice',
    label: 'ノイズの分布',
    help: '標準正規分布か、−1から1までの一様分布です。',
    options: [
      { value: 'gaussian', label: '正規分布' },
      { value: 'uniform', label: '一様分布' },
    ],
    default: 'gaussian',
  },
  generatorLayers: { ...layers, label: '生成器の隠れ層' },
  generatorWidth: { ...width, label: '生成器の幅' },
  discriminatorLayers: { ...layers, label: '識別器の隠れ層' },
  discriminatorWidth: { ...width, label: '識別器の幅' },
  activation: {
    type: 'choice',
    label: '活性化関数',
    help: '両方のネットワークの隠れ層に使います。',
    options: [
      { value: 'relu', label: 'ReLU' },
      { value: 'leaky-relu', label: 'Leaky ReLU' },
      { value: 'tanh', label: 'tanh' },
      { value: 'sigmoid', label: 'シグモイド' },
      { value: 'linear', label: 'なし（線形）' },
    ],
    default: 'leaky-relu',
  },
  initialSpread: {
    type: 'number',
    label: 'はじめの広がり',
    help: '生成器の最後の層の初期値に掛ける数です。小さいほど1か所から始まります。',
    min: 0.01,
    max: 10,
    scale: 'log',
    step: 0,
    default: 1,
    unit: '倍',
  },
  optimizer: {
    type: 'choice',
    label: '最適化手法',
    help: '',
    options: [
      { value: 'adam', label: 'Adam' },
      { value: 'sgd', label: 'SGD' },
    ],
    default: 'adam',
  },
  discriminatorLearningRate: { ...learningRate, label: '識別器の学習率' },
  generatorLearningRate: { ...learningRate, label: '生成器の学習率' },
  momentum: {
    type: 'number',
    label: 'モーメンタム',
    help: 'Adamではβ1です。',
    min: 0,
    max: 0.99,
    scale: 'linear',
    step: 0.1,
    default: 0.5,
    unit: '',
  },
  discriminatorSteps: {
    type: 'integer',
    label: '識別器の更新回数 k',
    help: '生成器を1回更新する前に識別器を何回更新するかです。',
    min: 1,
    max: 20,
    scale: 'linear',
    step: 1,
    default: 1,
    unit: '回',
  },
  batchSize: {
    type: 'integer',
    label: 'バッチサイズ',
    help: '1回の更新で使う本物と偽物のそれぞれの個数です。',
    min: 1,
    max: 1000,
    scale: 'log',
    step: 0,
    default: 150,
    unit: '個',
  },
  gradientPenalty: {
    type: 'number',
    label: '勾配ペナルティの係数 λ',
    help: '識別器の傾きが1から外れたときの罰の重みです。WGAN-GPだけで使います。',
    min: 0,
    max: 100,
    scale: 'linear',
    step: 0.1,
    default: 0.1,
    unit: '',
  },
  unrolledSteps: {
    type: 'integer',
    label: '先読みの回数（Unrolled GAN）',
    help: '生成器が識別器の何回先までの更新を見込むかです。0なら使いません。WGAN-GPとは一緒に使えません。',
    min: 0,
    max: 10,
    scale: 'linear',
    step: 1,
    default: 0,
    unit: '回',
  },
  unrolledLearningRate: {
    type: 'number',
    label: '先読みの学習率',
    help: '見込むときの識別器の更新に使います。',
    min: 0.001,
    max: 10,
    scale: 'log',
    step: 0,
    default: 0.3,
    unit: '',
  },
  minibatch: {
    type: 'choice',
    label: 'ミニバッチのばらつき',
    help: '識別器にバッチの中のばらつきも見せます。',
    options: [
      { value: 'none', label: '見せない' },
      { value: 'deviation', label: '見せる' },
    ],
    default: 'none',
  },
  seed: {
    type: 'integer',
    label: 'シード',
    help: '乱数の出発点です。同じシードなら、同じ重みから始まって同じ結果になります。',
    min: 0,
    max: 2 ** 32 - 1,
    scale: 'linear',
    step: 1,
    default: 1,
    unit: '',
  },
} as const satisfies Controls;

export type PlaneSettings = SettingsOf<typeof planeControls>;
export type PlaneSettingName = keyof PlaneSettings;
export const settingNames = Object.keys(planeControls) as readonly PlaneSettingName[];

/** The form's contents: what the reader typed, valid or not. */
export type Draft = Readonly<Record<PlaneSettingName, string>>;

/** The form's settings as a run takes them. Throws an `Error` for the reader if one cannot be used. */
export function settingsOfDraft(draft: Draft): ToySettings {
  const parsed = parseSettings(planeControls, draft);
  if (!parsed.ok) throw new Error(`使えない値があります。${parsed.problems[0]?.message ?? ''}`);
  return toySettingsOf(parsed.settings);
}

export function toySettingsOf(settings: PlaneSettings): ToySettings {
  return { ...settings, noiseDimension: Number(settings.noiseDimension) };
}
