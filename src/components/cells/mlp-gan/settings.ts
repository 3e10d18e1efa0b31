/** The settings of the GAN of perceptrons as its form and its links have them. */
import type { SettingsOf } from '@lib/controls';
import type { DcganLane } from '@lib/models/dcgan-settings';
import { dcganControls } from '../dcgan-cell/controls';
import type { CellState } from '../kit/cell-state';
import type { DcganInfo } from '@lib/models/dcgan-mnist';

/** What both cells train by has one declaration; only the defaults are this network's own. */
export const mlpControls = {
  discriminatorLearningRate: { ...dcganControls.discriminatorLearningRate, default: 1e-3 },
  generatorLearningRate: { ...dcganControls.generatorLearningRate, default: 1e-3 },
  batchSize: { ...dcganControls.batchSize, default: 16 },
  dropout: {
    type: 'choice',
    label: '識別器のドロップアウト',
    help: '学習のたびに識別器の入力と中間層の一部を無作為に0にします。',
    options: [
      { value: 'on', label: 'あり' },
      { value: 'off', label: 'なし' },
    ],
    default: 'on',
  },
  seed: { ...dcganControls.seed, default: 1 },
} as const;

export type MlpSettings = SettingsOf<typeof mlpControls>;
export const settingNames = Object.keys(mlpControls) as readonly (keyof MlpSettings)[];

/** What a run trains with. */
export function laneOf({ dropout, ...settings }: MlpSettings): DcganLane {
  return {
    ...settings,
    generatorLoss: 'non-saturating',
    discriminatorBeta1: 0.5,
    generatorBeta1: 0.5,
    // More than anyone waits for: a run ends when the reader ends it.
    epochs: 1000,
    variant: { network: 'mlp', discriminatorDropout: dropout === 'on' },
  };
}

export interface MlpTypes {
  readonly controls: typeof mlpControls;
  readonly picture: null;
  readonly info: DcganInfo;
  readonly own: null;
  readonly ownAction: never;
  readonly commands: object;
}

export type MlpState = CellState<MlpTypes>;
