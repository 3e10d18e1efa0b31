/** The settings of the GAN on the line as its form declares them. */
import { type Controls, type SettingsOf } from '@lib/controls';
import type { ToyLane, ToySettings } from '@lib/models/toy-settings';
import { seedControl } from '../kit/usual-controls';

const learningRate = {
  type: 'number',
  min: 1e-5,
  max: 1,
  scale: 'log',
  step: 0,
  unit: '',
} as const;

export const lineControls = {
  data: {
    type: 'choice',
    label: 'データの分布',
    help: '',
    options: [
      { value: 'one-peak', label: '1つの山' },
      { value: 'two-peaks', label: '2つの山' },
      { value: 'three-peaks', label: '3つの山' },
    ],
    default: 'one-peak',
  },
  loss: {
    type: 'choice',
    label: '生成器の損失',
    help: '生成器が小さくしようとする量です。',
    options: [
      { value: 'non-saturating', label: '飽和しない損失 −log D(G(z))' },
      { value: 'saturating', label: '元の損失 log(1 − D(G(z)))' },
    ],
    default: 'non-saturating',
  },
  discriminatorLearningRate: {
    ...learningRate,
    label: '識別器の学習率',
    help: 'Adamが1回に重みを動かすおよその幅です。',
    default: 0.01,
  },
  generatorLearningRate: {
    ...learningRate,
    label: '生成器の学習率',
    help: 'Adamが1回に重みを動かすおよその幅です。',
    default: 0.001,
  },
  discriminatorSteps: {
    type: 'integer',
    label: '識別器の更新回数 k',
    help: '生成器を1回更新する前に識別器を何回更新するかです。',
    min: 1,
    max: 50,
    scale: 'linear',
    step: 1,
    default: 3,
    unit: '回',
  },
  batchSize: {
    type: 'integer',
    label: 'バッチサイズ',
    help: '1回の更新で使う本物と偽物のそれぞれの個数です。',
    min: 4,
    max: 1024,
    scale: 'log',
    step: 0,
    default: 128,
    unit: '個',
  },
  seed: seedControl,
} as const satisfies Controls;

export type LineSettings = SettingsOf<typeof lineControls>;
export const settingNames = Object.keys(lineControls) as readonly (keyof LineSettings)[];

/** The whole of a run's settings: what the form leaves out is the same for every run. */
export function laneOf(settings: LineSettings): ToyLane {
  return { ...rest, ...settings };
}

/** Small smooth networks, G's first points close together; standard normal noise. */
const rest = {
  noiseDimension: 1,
  noiseDistribution: 'gaussian',
  generatorLayers: 2,
  generatorWidth: 16,
  discriminatorLayers: 2,
  discriminatorWidth: 24,
  activation: 'tanh',
  initialSpread: 0.3,
  gradientPenalty: 0,
  optimizer: 'adam',
  momentum: 0.5,
  unrolledSteps: 0,
  unrolledLearningRate: 0.1,
  minibatch: 'none',
} as const satisfies Partial<ToySettings>;
