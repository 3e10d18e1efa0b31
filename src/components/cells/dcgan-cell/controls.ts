/** The settings of a DCGAN run as its form declares them, and the ready-made sets of values. */
import { defaultSettings } from '@lib/controls';
import type {
  DcganLane,
  DcganSettings,
  DrawnWeights,
  NetworkSize,
} from '@lib/models/dcgan-settings';
import type { Preset } from '../kit/presets';
import { sharedValues, type SharedValues } from '../kit/share-link';
import { seedControl } from '../kit/usual-controls';

const learningRate = {
  type: 'number',
  min: 1e-7,
  max: 1000,
  scale: 'log',
  step: 0,
  unit: '',
} as const;

const beta1 = {
  type: 'number',
  min: 0,
  max: 0.999,
  scale: 'linear',
  step: 0.1,
  default: 0,
  unit: '',
} as const;

/** What the form holds. */
export interface DcganFormValues extends DcganSettings {
  readonly networkSize: NetworkSize;
  readonly drawnWeights: DrawnWeights;
}

export const dcganControls = {
  discriminatorLearningRate: {
    ...learningRate,
    default: 5e-4,
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
    default: 1e-3,
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
    default: 16,
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
    ...seedControl,
    help: '乱数の出発点です。同じシードと同じ計算方法なら、同じ結果になります。',
    default: 2017,
  },
  networkSize: {
    type: 'choice',
    label: 'ネットワークの大きさ',
    help: '小さいほうは、ユニットとチャンネルが記事の半分以下です。速い代わりに、描ける形がいくらか粗くなります。',
    options: [
      { value: 'article', label: '記事と同じ' },
      { value: 'small', label: '小さい' },
    ],
    default: 'article',
  },
  drawnWeights: {
    type: 'choice',
    label: '描く重み',
    help: '学習で動く重みの移動平均は、そのときどきの重みよりなめらかな絵を描きます。学習そのものは変わりません。',
    options: [
      { value: 'average', label: '平均した重み' },
      { value: 'own', label: 'そのままの重み' },
      { value: 'both', label: '両方を並べる' },
    ],
    default: 'average',
  },
} as const satisfies Record<keyof DcganFormValues, object>;

/** Fails to compile when the form and the family no longer describe the same settings. */
const defaults: DcganFormValues = defaultSettings(dcganControls);

export type DcganSettingName = keyof typeof dcganControls;
export const settingNames = (Object.keys(dcganControls) as DcganSettingName[]).filter(
  (name) => name !== 'drawnWeights',
);

/** The lane that trains with the form's values. */
export function laneOf({ networkSize, ...settings }: DcganFormValues): DcganLane {
  return networkSize === 'article' ? settings : { ...settings, variant: { size: networkSize } };
}

/** The values of Adam in the paper of DCGAN, with the article's batches. */
const paper = {
  ...defaults,
  discriminatorLearningRate: 2e-4,
  discriminatorBeta1: 0.5,
  generatorLearningRate: 2e-4,
  generatorBeta1: 0.5,
  batchSize: 32,
  epochs: 20,
  drawnWeights: 'own',
};
const article = { ...paper, discriminatorLearningRate: 1e-5, discriminatorBeta1: 0.1 };

/** For slow machines: narrow networks, which bear a larger step of D. */
const small = { ...defaults, discriminatorLearningRate: 1e-3, networkSize: 'small' };

/** Ready-made sets of values; the seed stays the reader's. */
export const presets = {
  quick: { label: 'お試し', values: valuesOf(defaults) },
  small: { label: '小さなモデル', values: valuesOf(small) },
  article: { label: '記事の設定', values: valuesOf(article) },
  paper: { label: '論文のAdamの設定', values: valuesOf(paper) },
} as const satisfies Record<string, Preset>;

function valuesOf(
  settings: Readonly<Record<keyof typeof defaults, string | number>>,
): SharedValues {
  const values = Object.entries(sharedValues({ ...settings }));
  return Object.fromEntries(values.filter(([name]) => name !== 'seed'));
}
