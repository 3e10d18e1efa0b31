/** The settings of the rectifiers' cell as its form declares them. */
import type { SettingsOf } from '@lib/controls';
import type { DcganLane } from '@lib/models/dcgan-settings';
import type { RectifierLane, RectifierName } from '@lib/models/rectifiers';
import { leakySlope } from '@lib/backends/activation-names';
import type { CellState } from '../kit/cell-state';

const linear = { scale: 'linear', help: '', unit: '' } as const;
const rates = ['0.01', '0.03', '0.1', '0.3', '1'] as const;

export const rectifierControls = {
  x: { ...linear, type: 'number', label: '入力 x', min: -3, max: 3, step: 0.1, default: -1.5 },
  alpha: {
    ...linear,
    type: 'number',
    label: 'Leaky ReLUの α',
    min: 0,
    max: 1,
    step: 0.05,
    default: leakySlope,
  },
  kind: {
    type: 'choice',
    label: '学習させるもの',
    help: '',
    options: [
      { value: 'plane', label: '小さな識別器（平面の点）' },
      { value: 'digits', label: 'DCGAN（MNISTの数字）' },
    ],
    default: 'plane',
  },
  depth: { ...linear, type: 'integer', label: '隠れ層の数', min: 1, max: 12, step: 1, default: 8 },
  width: { ...linear, type: 'integer', label: '層の幅', min: 4, max: 32, step: 1, default: 8 },
  learningRate: {
    type: 'choice',
    label: '学習率',
    help: '',
    options: rates.map((value) => ({ value, label: value })),
    default: '0.1',
  },
  seed: { ...linear, type: 'integer', label: 'シード', min: 1, max: 99, step: 1, default: 1 },
} as const;

export type RectifierCellSettings = SettingsOf<typeof rectifierControls>;

/** In the order of the lanes, without the library's program. */
export const rectifierNames = [
  'relu',
  'leaky-relu',
  'prelu',
] as const satisfies readonly RectifierName[];

/** What the lanes train with; α is a constant of its own in the DCGAN. */
export function lanesOf(values: RectifierCellSettings): readonly (RectifierLane | DcganLane)[] {
  const { kind, depth, width, alpha, seed } = values;
  const learningRate = Number(values.learningRate);
  if (kind === 'plane') {
    return rectifierNames.map((rectifier) => ({
      rectifier,
      depth,
      width,
      alpha,
      seed,
      learningRate,
    }));
  }
  return rectifierNames.map((discriminatorActivation) => ({
    generatorLoss: 'non-saturating',
    discriminatorLearningRate: 2e-4,
    discriminatorBeta1: 0.5,
    generatorLearningRate: 2e-4,
    generatorBeta1: 0.5,
    batchSize: 16,
    // More than anyone trains: the reader ends it.
    epochs: 1000,
    seed,
    variant: { discriminatorActivation },
  }));
}

export interface RectifierTypes {
  readonly controls: typeof rectifierControls;
  readonly picture: null;
  readonly info: unknown;
  readonly own: null;
  readonly ownAction: never;
  readonly commands: object;
}

export type RectifierState = CellState<RectifierTypes>;
