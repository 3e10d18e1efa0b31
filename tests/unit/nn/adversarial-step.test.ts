import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { Adam } from '@lib/nn/adam';
import { adversarialStep, type AdversarialStepOptions } from '@lib/nn/adversarial-step';
import { Random } from '@lib/random';
import { readVariables } from '@lib/nn/variables';
import { readScalars } from '@lib/training/read-scalars';
import { createSmallDcgan, drawsOf } from '../support/small-dcgan';
import { settings } from '../support/settings';

/** A step of the reader's own with networks that begin as those of the site's trainer. */
function options(): AdversarialStepOptions {
  const { networks } = createSmallDcgan();
  const draws = drawsOf({ ...settings, batchSize: 4 });
  const player = (name: 'generator' | 'discriminator') => {
    const network = networks[name];
    if (!network) throw new Error(`there is no ${name}`);
    const learningRate = settings[`${name}LearningRate`];
    const adam = { learningRate, beta1: settings[`${name}Beta1`] };
    return { network, optimizer: new Adam(network.variables, adam) };
  };
  return {
    generator: player('generator'),
    discriminator: player('discriminator'),
    batchSize: 4,
    drawReal: draws.real,
    drawNoise: draws.noise,
    random: draws.dropout(),
  };
}

const weightsOf = ({ generator, discriminator }: AdversarialStepOptions) =>
  readVariables(
    Object.fromEntries(
      [...generator.network.state, ...discriminator.network.state].map((w, i) => [`${i}`, w]),
    ),
  );

test('steps of the reader’s own train as the site does, bit by bit', async () => {
  const own = options();
  const trainer = createSmallDcgan();
  for (let i = 0; i < 3; i++) {
    const numbers = await readScalars(adversarialStep(own));
    const { step, ...metrics } = await trainer.train();
    expect(step).toBe(i + 1);
    expect(numbers).toEqual(metrics);
  }
  const { generator, discriminator } = trainer.networks;
  const weights = [...(generator?.state ?? []), ...(discriminator?.state ?? [])];
  const site = await readVariables(Object.fromEntries(weights.map((w, i) => [`${i}`, w])));
  expect(await weightsOf(own)).toEqual(site);
});

test('a step keeps nothing but its numbers', () => {
  const own = options();
  const before = tf.memory().numTensors;
  const numbers = adversarialStep({ ...own, random: new Random(1) });
  expect(Object.keys(numbers)).toEqual([
    'realScore',
    'fakeScore',
    'discriminatorLoss',
    'generatorLoss',
  ]);
  expect(tf.memory().numTensors - before).toBe(4);
});
