/** Variants of the DCGAN in training, on WASM. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DcganVariant } from '@lib/runtime/protocol';
import { DcganTrainer } from '@lib/training/dcgan-trainer';
import { activateWasm } from '../backends/wasm/node-wasm';
import { settings } from '../support/fake-trainer';
import { noiseDataset } from '../support/tiny-mnist';

beforeAll(activateWasm);

const made: DcganTrainer[] = [];
afterEach(() => {
  for (const trainer of made.splice(0)) trainer.dispose();
});

function createTrainer(variant: DcganVariant): DcganTrainer {
  const dataset = noiseDataset(8);
  const trainer = new DcganTrainer({ settings, variant, dataset, sampleCount: 2 });
  made.push(trainer);
  return trainer;
}

describe.each<[string, DcganVariant]>([
  [
    'batch normalization everywhere, real and fake apart',
    {
      discriminatorNormalization: 'everywhere',
      separateBatches: true,
      generatorOutputNormalization: true,
    },
  ],
  [
    'no batch normalization, and gradient descent for G',
    { generatorNormalization: 'none', generatorOptimizer: 'sgd' },
  ],
  [
    'pooling, ReLU and label smoothing',
    {
      discriminatorDownsampling: 'max-pooling',
      discriminatorActivation: 'relu',
      realTarget: 0.9,
    },
  ],
])('a DCGAN with %s', (_, variant) => {
  it('trains, and goes on from its state as it would have', async () => {
    const trainer = createTrainer(variant);
    await trainer.trainStep();
    const state = await trainer.state();
    expect(state.variant).toEqual(variant);
    const next = await trainer.trainStep();
    expect(Object.values(next).every(Number.isFinite)).toBe(true);

    const again = createTrainer(state.variant ?? {});
    again.restore(state);
    expect(await again.trainStep()).toEqual(next);
  });
});

describe('a variant', () => {
  it('begins with the images of the base', async () => {
    const [base, variant] = [createTrainer({}), createTrainer({ discriminatorActivation: 'relu' })];
    expect(await variant.sample()).toEqual(await base.sample());
  });

  it('of separate batches changes nothing without batch normalization', async () => {
    const [base, apart] = [createTrainer({}), createTrainer({ separateBatches: true })];
    const [joint, separate] = [await base.trainStep(), await apart.trainStep()];
    expect(separate.discriminatorLoss).toBeCloseTo(joint.discriminatorLoss, 3);
  });

  it('of label smoothing has another loss on the same first scores', async () => {
    const [base, smooth] = [createTrainer({}), createTrainer({ realTarget: 0.7 })];
    const [hard, soft] = [await base.trainStep(), await smooth.trainStep()];
    expect(soft.realScore).toBe(hard.realScore);
    expect(Math.abs(soft.discriminatorLoss - hard.discriminatorLoss)).toBeGreaterThan(1e-4);
  });

  it('refuses a target that is none', async () => {
    await expect(createTrainer({ realTarget: 0.3 }).trainStep()).rejects.toThrow('0.3');
  });

  it('moves the moving statistics of D, so that it can be asked without its batch', async () => {
    const trainer = createTrainer({ discriminatorNormalization: 'hidden' });
    const variance = () => [
      ...(trainer.networks.discriminator.weights
        .find(({ name }) => name.includes('moving_variance'))
        ?.read()
        .dataSync() ?? []),
    ];
    const before = variance();
    await trainer.trainStep();
    expect(variance()).not.toEqual(before);
  });
});
