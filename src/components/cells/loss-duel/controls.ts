/** The settings of the duel as its form declares them. */
import type { Controls, SettingsOf } from '@lib/controls';
import type { ToySettings } from '@lib/training/toy-settings';
import { seedControl } from '../shared/seed';
import { speedControl } from '../shared/speed';

export const duelControls = {
  headStart: {
    type: 'integer',
    label: '識別器の先行',
    help: '競争の前に識別器だけを更新する回数です。',
    min: 0,
    max: 3000,
    scale: 'linear',
    step: 100,
    default: 2000,
    unit: '回',
  },
  optimizer: {
    type: 'choice',
    label: '最適化手法',
    help: 'SGDは勾配に比例して動きます。Adamは勾配の大きさをならしてから動きます。',
    options: [
      { value: 'sgd', label: 'SGD' },
      { value: 'adam', label: 'Adam' },
    ],
    default: 'sgd',
  },
  data: {
    type: 'choice',
    label: 'データの分布',
    help: '2つのGANが学ぶ点の並びです。',
    options: [
      { value: 'ring', label: '8つの山の輪' },
      { value: 'moons', label: '2つの月' },
      { value: 'gaussian', label: '1つの山' },
    ],
    default: 'ring',
  },
  seed: seedControl,
} as const satisfies Controls;

/** What links carry besides. */
export const sharedControls = {
  ...duelControls,
  speed: { ...speedControl, default: 'gentle' },
} as const;

export type DuelSettings = SettingsOf<typeof duelControls>;
export type DuelSettingName = keyof DuelSettings;

/** The two sides, in the order of the session's lanes. */
export const sides = ['saturating', 'non-saturating'] as const;
export type Side = (typeof sides)[number];

/** The settings of both GANs: the same but for the generator's loss. */
export function lanesOf({ optimizer, data, seed }: DuelSettings): readonly ToySettings[] {
  return sides.map((loss) => ({ ...rest, ...paces[optimizer], optimizer, data, seed, loss }));
}

/** Step sizes with which both losses learn the ring when nobody is ahead. */
const paces = {
  sgd: { discriminatorLearningRate: 0.1, generatorLearningRate: 0.001, momentum: 0 },
  adam: { discriminatorLearningRate: 0.002, generatorLearningRate: 0.001, momentum: 0.5 },
} as const;

/** Small networks, G's first points close together. */
const rest = {
  noiseDimension: 2,
  noiseDistribution: 'uniform',
  generatorLayers: 2,
  generatorWidth: 24,
  discriminatorLayers: 2,
  discriminatorWidth: 24,
  activation: 'relu',
  initialSpread: 0.05,
  gradientPenalty: 0,
  discriminatorSteps: 1,
  batchSize: 32,
  unrolledSteps: 0,
  unrolledLearningRate: 0.1,
  minibatch: 'none',
} as const satisfies Partial<ToySettings>;
