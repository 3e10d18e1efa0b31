/** The perceptrons of 2014 in the DCGAN's place, in training on WASM. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DcganVariant } from '@lib/models/dcgan-settings';
import { createDiscriminatorVariant, createGeneratorVariant } from '@lib/models/dcgan-variants';
import { createMlpDiscriminator, createMlpGenerator } from '@lib/models/mlp-mnist';
import { Random } from '@lib/random';
import { activateWasm } from '../backends/wasm/node-wasm';
import { noiseDataset } from '../support/tiny-mnist';
import { createTrainer, disposeTrainers, samplesOf } from '../support/trainer';

beforeAll(activateWasm);

afterEach(() => {
  disposeTrainers();
  tf.disposeVariables();
});

const create = (variant: DcganVariant = { network: 'mlp' }, seed = 1) =>
  createTrainer({ variant, seed }, noiseDataset(8));

const classes = (model: tf.Sequential) => model.layers.map((layer) => layer.getClassName());
/** Some of each. */
const weights = (model: tf.Sequential) =>
  model.getWeights().map((weight) => [...weight.dataSync().slice(0, 100)]);

describe('the perceptrons as a variant', () => {
  it('are the networks of their model, with its weights', () => {
    const generator = createGeneratorVariant(new Random(1), { network: 'mlp' });
    expect(weights(generator)).toEqual(weights(createMlpGenerator(new Random(1))));
    const discriminator = createDiscriminatorVariant(new Random(1), { network: 'mlp' });
    expect(weights(discriminator)).toEqual(weights(createMlpDiscriminator(new Random(1))));
    const { networks } = create();
    expect(networks['generator']?.parameterCount).toBe(generator.countParams());
    expect(networks['discriminator']?.parameterCount).toBe(discriminator.countParams());
  });

  it('lose nothing but the dropout where they are to have none', () => {
    const variant = { network: 'mlp', discriminatorDropout: false } as const;
    const without = createDiscriminatorVariant(new Random(1), variant);
    const base = createMlpDiscriminator(new Random(1));
    expect(classes(base)).toContain('Dropout');
    expect(classes(without)).toEqual(classes(base).filter((name) => name !== 'Dropout'));
    expect(weights(without)).toEqual(weights(base));
    const images = tf.randomUniform([3, 28, 28, 1], -1, 1, 'float32', 2);
    const logits = (model: tf.Sequential) => [...(model.predict(images) as tf.Tensor).dataSync()];
    expect(logits(without)).toEqual(logits(base));
  });

  it('can go without dropout in the DCGAN too', () => {
    const discriminator = createDiscriminatorVariant(new Random(1), {
      discriminatorDropout: false,
    });
    expect(classes(discriminator)).not.toContain('Dropout');
  });
});

describe('a run of the perceptrons', () => {
  it('draws images of the size of the digits, one for every noise', async () => {
    expect((await samplesOf(create(), 2)).length).toBe(2 * 28 * 28);
  });

  it('is the same for the same seed, dropout included, and another for another', async () => {
    const run = async (seed: number) => {
      const trainer = create({ network: 'mlp' }, seed);
      return [await trainer.train(), await trainer.train(), await samplesOf(trainer, 2)];
    };
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
  });

  it('depends on the dropout', async () => {
    const without = create({ network: 'mlp', discriminatorDropout: false });
    const [plain, thinned] = [await without.train(), await create().train()];
    expect(plain.realScore).not.toBe(thinned.realScore);
  });

  it('goes on from its state as it would have', async () => {
    const trainer = create();
    await trainer.train();
    const state = await trainer.state();
    const next = await trainer.train();
    expect(Object.values(next).every(Number.isFinite)).toBe(true);
    const again = create(state.settings.variant);
    again.restore(state);
    expect(await again.train()).toEqual(next);
  });
});
