/** The settings of {@link ./stackgan.ts} as the site's own networks were trained. */
import type { StackganSettings } from './stackgan';

export const stackganDefaults: StackganSettings = {
  stageOneRounds: 4000,
  stageTwoRounds: 3000,
  start: 'scratch',
  learningRate: 2e-4,
  batchSizes: [32, 16],
  klWeight: 1,
  isAugmented: true,
  hardShare: 0.5,
  seed: 1,
};
