/** The settings of the duel as its form declares them. */
import type { Controls, SettingsOf } from '@lib/controls';
import type { ToyLane, ToySettings } from '@lib/models/toy-settings';
import { pairedSeedControl } from '../kit/usual-controls';
import type { CellState } from '../kit/cell-state';
import type { ToyInfo, ToyPicture } from '@lib/models/toy-gan';

export const duelControls = {
  headStart: {
    type: 'integer',
    label: '識別器の先行',
    help: '競争の前に識別器だけを更新する回数です。動かすと2つのGANははじめからやり直します。',
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
  seed: pairedSeedControl,
} as const satisfies Controls;

export type DuelSettings = SettingsOf<typeof duelControls>;

/** The two sides, in the order of the session's lanes. */
export const sides = ['saturating', 'non-saturating'] as const;
export type Side = (typeof sides)[number];

/** The settings of both GANs: the same but for the generator's loss. */
export function lanesOf({ optimizer, data, seed }: DuelSettings): readonly ToyLane[] {
  return sides.map((loss) => ({ ...rest, ...optimizers[optimizer], optimizer, data, seed, loss }));
}

/** Step sizes with which both losses learn the ring when nobody is ahead. */
const optimizers = {
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

interface Own {
  /** Where the points were when both generators began to learn, the same for both: `[count, 2]`. */
  readonly start: ArrayLike<number>;
}

export interface DuelTypes {
  readonly controls: typeof duelControls;
  readonly picture: ToyPicture;
  readonly info: ToyInfo;
  readonly own: Own;
  readonly ownAction: never;
  readonly commands: object;
}

export type DuelState = CellState<DuelTypes>;
