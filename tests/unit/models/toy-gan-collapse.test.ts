/** A setting that collapses on the ring of 8, and what more updates of D do about it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { modeCoverage } from '@lib/metrics/mode-coverage';
import { distributionOf } from '@lib/models/toy-data';
import { sampleToy } from '@lib/models/toy-probe';
import type { ToySettings } from '@lib/models/toy-settings';
import { createToy, type ToyTrainer, toySettings, trainToy, useCpuKernels } from '../support/toy';

beforeAll(useCpuKernels);

/** A small G, all of its points in one place at first, that learns much more quickly than its D. */
const collapsing: ToySettings = {
  ...toySettings,
  noiseDistribution: 'gaussian',
  generatorWidth: 16,
  discriminatorWidth: 16,
  activation: 'leaky-relu',
  initialSpread: 0.1,
  discriminatorLearningRate: 2e-4,
  generatorLearningRate: 5e-3,
  batchSize: 64,
};

function coveredModes({ context }: ToyTrainer): number {
  const { modes } = distributionOf(context.settings);
  return modeCoverage(sampleToy(context, 2000), modes).covered;
}

describe('mode collapse on the ring', () => {
  // Over seeds 1 to 5, no look up to step 3,300 found more than one mode.
  it.each([1, 2])('stays when G is much quicker than D (seed %d)', (seed) => {
    const trainer = createToy({ ...collapsing, seed });
    for (let look = 0; look < 3; look++) {
      trainToy(trainer, 400);
      expect(coveredModes(trainer)).toBeLessThanOrEqual(3);
    }
    trainer.dispose();
  });

  it('ends in the same run once D makes five updates for each of G', () => {
    const trainer = createToy({ ...collapsing, seed: 2 });
    trainToy(trainer, 900);
    expect(coveredModes(trainer)).toBeLessThanOrEqual(3);
    trainer.update({ ...collapsing, discriminatorSteps: 5 });
    // Here all 8 within 1,200 steps; the last digits differ between processors, and the run with them.
    while (coveredModes(trainer) < 6 && trainer.metrics.step < 4000) trainToy(trainer, 300);
    expect(coveredModes(trainer)).toBeGreaterThanOrEqual(6);
    trainer.dispose();
  });
});
