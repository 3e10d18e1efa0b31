/** The settings of {@link ./stackgan.ts} as the site's own networks were trained. */
import type { StackganSettings } from './stackgan';

export const stackganDefaults: StackganSettings = {
  stageOneRounds: 4000,
  stageTwoRounds: 3000,
  start: 'scratch',
  learningRate: 1.5e-3,
  batchSizes: [16, 8],
  klWeight: 0.5,
  isAugmented: true,
  hardShare: 0.5,
  wrongCount: 4,
  seed: 1,
};
