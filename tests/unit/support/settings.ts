import type { DcganSettings } from '@lib/models/dcgan-settings';

/** Those of a DCGAN that learns batches of two. */
export const settings: DcganSettings = {
  generatorLoss: 'non-saturating',
  discriminatorLearningRate: 2e-4,
  discriminatorBeta1: 0.5,
  generatorLearningRate: 2e-4,
  generatorBeta1: 0.5,
  batchSize: 2,
  epochs: 2,
  seed: 1,
};
