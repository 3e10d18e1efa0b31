/** Variants of the DCGAN in training, on WASM. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DcganVariant } from '@lib/models/dcgan-settings';
import { activateWasm } from '../backends/wasm/node-wasm';
import { noiseDataset } from '../support/tiny-mnist';
import { createTrainer, disposeTrainers, samplesOf } from '../support/trainer';

beforeAll(activateWasm);

afterEach(disposeTrainers);

const create = (variant: DcganVariant) => createTrainer({ variant }, noiseDataset(8));

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
    const trainer = create(variant);
    await trainer.train();
    const state = await trainer.state();
    expect(state.settings.variant).toEqual(variant);
    const next = await trainer.train();
    expect(Object.values(next).every(Number.isFinite)).toBe(true);

    const again = create(state.settings.variant ?? {});
    again.restore(state);
    expect(await again.train()).toEqual(next);
  });
});

describe('a variant', () => {
  it('begins with the images of the base', async () => {
    const [base, variant] = [create({}), create({ discriminatorActivation: 'relu' })];
    expect(await samplesOf(variant)).toEqual(await samplesOf(base));
  });

  it('of separate batches changes nothing without batch normalization', async () => {
    const [base, apart] = [create({}), create({ separateBatches: true })];
    const [joint, separate] = [await base.train(), await apart.train()];
    expect(separate.discriminatorLoss).toBeCloseTo(joint.discriminatorLoss ?? NaN, 3);
  });

  it('of label smoothing has another loss on the same first scores', async () => {
    const [base, smooth] = [create({}), create({ realTarget: 0.7 })];
    const [hard, soft] = [await base.train(), await smooth.train()];
    expect(soft.realScore).toBe(hard.realScore);
    expect(
      Math.abs((soft.discriminatorLoss ?? NaN) - (hard.discriminatorLoss ?? NaN)),
    ).toBeGreaterThan(1e-4);
  });

  it('refuses a target that is none', () => {
    expect(() => create({ realTarget: 0.3 }).train()).toThrow('0.3');
  });

  it('moves the moving statistics of D, so that it can be asked without its batch', async () => {
    const trainer = create({ discriminatorNormalization: 'hidden' });
    const variance = () => [
      ...(trainer.networks['discriminator']?.state
        .find(({ name }) => name.includes('moving_variance'))
        ?.dataSync() ?? []),
    ];
    const before = variance();
    await trainer.train();
    expect(variance()).not.toEqual(before);
  });
});
