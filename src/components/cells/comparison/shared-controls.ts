/** The settings that comparisons have in common, and those of the DCGAN's training. */
import type { ChoiceControl } from '@lib/controls';
import type { DcganLane } from '@lib/models/dcgan-settings';
import type { Values } from './plan';

const sizes = ['8', '16', '32', '64'] as const;

export const batchControl: ChoiceControl<(typeof sizes)[number]> = {
  type: 'choice',
  label: 'バッチサイズ',
  help: '1ステップで使う本物の画像の枚数です。小さいほど1ステップが速く済みます。',
  options: sizes.map((value) => ({ value, label: `バッチ${value}` })),
  default: '16',
};

/** Step sizes of D, and all else as both the paper and the article have it (outline C7, C8). */
export const adamSettings = {
  paper: { discriminatorLearningRate: 2e-4, discriminatorBeta1: 0.5 },
  article: { discriminatorLearningRate: 1e-5, discriminatorBeta1: 0.1 },
} as const;

/** The settings of a lane, before what sets it apart. */
export function baseSettings({ batchSize, seed }: Values): DcganLane {
  return {
    generatorLoss: 'non-saturating',
    ...adamSettings.paper,
    generatorLearningRate: 2e-4,
    generatorBeta1: 0.5,
    batchSize: Number(batchSize),
    seed: Number(seed),
    // More than anyone trains: a comparison ends when the reader ends it.
    epochs: 1000,
  };
}
