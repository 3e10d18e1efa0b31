/** The turns of the DCGAN, taken by the trainer with small networks. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { discriminatorLoss, generatorLosses } from '@lib/nn/losses';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { createSmallDcgan, drawsOf, droppedUnits, type SmallDcgan } from '../support/small-dcgan';
import { plain } from '../support/tensors';

beforeAll(() => tf.setBackend('cpu'));

const network = ({ networks }: SmallDcgan, name: 'generator' | 'discriminator') =>
  networks[name] as StraightNetwork;
const weightsOf = (trainer: SmallDcgan) => ({
  generator: plain(network(trainer, 'generator').variables),
  discriminator: plain(network(trainer, 'discriminator').variables),
});

/** Rates of 0 hold a network still. */
const still = {
  generator: { generatorLearningRate: 0 },
  discriminator: { discriminatorLearningRate: 0 },
};

describe('a round', () => {
  it('moves the discriminator’s weights in its turn only, then the generator’s in its own', async () => {
    const trainer = createSmallDcgan();
    const start = weightsOf(trainer);
    await trainer.takeTurn('discriminator');
    const between = weightsOf(trainer);
    await trainer.takeTurn('generator');
    const end = weightsOf(trainer);
    expect(between.generator).toEqual(start.generator);
    expect(between.discriminator).not.toEqual(start.discriminator);
    expect(end.discriminator).toEqual(between.discriminator);
    expect(end.generator).not.toEqual(between.generator);
  });

  it('is its turns, one after the other', async () => {
    const [whole, apart] = [createSmallDcgan(), createSmallDcgan()];
    const round = await whole.train();
    for (const name of apart.turns) await apart.takeTurn(name);
    expect(apart.turns).toEqual(['discriminator', 'generator']);
    expect(apart.metrics).toEqual(round);
    expect(weightsOf(apart)).toEqual(weightsOf(whole));
  });

  it('moves every trained weight of both networks', async () => {
    const trainer = createSmallDcgan();
    const before = weightsOf(trainer);
    // Dropout may leave out the same unit for a whole batch, but not three times.
    for (let i = 0; i < 3; i++) await trainer.train();
    const after = weightsOf(trainer);
    for (const name of ['generator', 'discriminator'] as const) {
      const unmoved = after[name].filter((w, i) => String(w) === String(before[name][i]));
      expect(unmoved).toEqual([]);
    }
  });

  it('reports the discriminator’s loss and scores as they were before its update', async () => {
    const trainer = createSmallDcgan();
    const draws = drawsOf(trainer.settings);
    const [real, fake] = tf.tidy(() => {
      const generated = network(trainer, 'generator').forward(draws.noise(), { mode: 'training' });
      const batch = tf.concat([draws.real(), generated]);
      const random = draws.dropout();
      const logits = network(trainer, 'discriminator').forward(batch, { mode: 'training', random });
      return tf.split(logits, 2) as [tf.Tensor, tf.Tensor];
    });
    const score = (logits: tf.Tensor) => {
      const scores = [...logits.dataSync()].map((a) => 1 / (1 + Math.exp(-a)));
      return scores.reduce((sum, s) => sum + s, 0) / scores.length;
    };
    const loss = discriminatorLoss(real, fake).dataSync()[0] ?? NaN;

    const metrics = await trainer.train();
    expect(metrics['discriminatorLoss']).toBeCloseTo(loss, 5);
    expect(metrics['realScore']).toBeCloseTo(score(real), 5);
    expect(metrics['fakeScore']).toBeCloseTo(score(fake), 5);
  });

  it.each(['non-saturating', 'saturating'] as const)(
    'reports the %s loss of fresh fakes before the generator’s update, judged by the updated discriminator',
    async (generatorLoss) => {
      const trainer = createSmallDcgan({ generatorLoss, ...still.generator });
      const draws = drawsOf(trainer.settings);
      const metrics = await trainer.train();
      // The generator has not moved; the discriminator has, and drew its masks for 8 images first.
      const random = draws.dropout();
      for (let i = 0; i < 8 * droppedUnits; i++) random.uniform();
      draws.noise();
      const fake = network(trainer, 'generator').forward(draws.noise(), { mode: 'training' });
      const logits = network(trainer, 'discriminator').forward(fake, { mode: 'training', random });
      const expected = generatorLosses[generatorLoss](logits).dataSync()[0] ?? NaN;
      expect(metrics['generatorLoss']).toBeCloseTo(expected, 5);
    },
  );

  it('draws noise twice, once for each turn', async () => {
    const trainer = createSmallDcgan();
    const draws = drawsOf(trainer.settings);
    await trainer.train();
    draws.noise();
    draws.noise();
    const next = draws.noise().dataSync()[0];
    const values = new Float32Array(1);
    trainer.context.random['noise']?.fillUniform(values, -1, 1);
    expect(values[0]).toBe(next);
  });

  it('lets the discriminator tell the same images apart better', async () => {
    const losses = [];
    for (const steps of [0, 1]) {
      const trainer = createSmallDcgan({ discriminatorLearningRate: 0.003 });
      const { randomStates } = await trainer.state();
      for (let i = 0; i < steps; i++) {
        await trainer.takeTurn('discriminator');
        trainer.restore({ ...(await trainer.state()), randomStates });
      }
      losses.push((await trainer.takeTurn('discriminator'))['discriminatorLoss'] ?? NaN);
    }
    expect(losses[1]).toBeLessThan(losses[0] ?? NaN);
  });

  it.each(['non-saturating', 'saturating'] as const)(
    'lets the generator raise D(G(z)) by the %s loss',
    async (generatorLoss) => {
      const trainer = createSmallDcgan({
        generatorLoss,
        generatorLearningRate: 0.003,
        measuresGenerator: true,
      });
      const { randomStates } = await trainer.state();
      const scores = [];
      for (let i = 0; i < 3; i++) {
        scores.push((await trainer.takeTurn('generator'))['generatorScore'] ?? NaN);
        trainer.restore({ ...(await trainer.state()), randomStates });
      }
      expect(scores[1]).toBeGreaterThan(scores[0] ?? NaN);
      expect(scores[2]).toBeGreaterThan(scores[1] ?? NaN);
    },
  );

  it('moves the generator’s moving statistics once, by the noise of its own turn', async () => {
    const statistics = (trainer: SmallDcgan) =>
      plain(network(trainer, 'generator').state.slice(-2));
    const [trainer, other] = [createSmallDcgan(still.generator), createSmallDcgan(still.generator)];
    await trainer.train();

    const draws = drawsOf(other.settings);
    draws.noise();
    const options = { mode: 'training', updateStatistics: true } as const;
    network(other, 'generator').forward(draws.noise(), options);
    expect(statistics(trainer)).toEqual(statistics(other));
  });

  it('is the same again from the same weights, noise and masks', async () => {
    const run = async () => {
      const trainer = createSmallDcgan();
      const numbers = [];
      for (let i = 0; i < 4; i++) numbers.push(await trainer.train());
      return { numbers, weights: weightsOf(trainer) };
    };
    expect(await run()).toEqual(await run());
  });

  it('is another with other dropout masks', async () => {
    const [first, second] = [createSmallDcgan(), createSmallDcgan()];
    second.context.random['dropout']?.uniform();
    expect(await first.train()).not.toEqual(await second.train());
  });

  it('leaves nothing on the backend', async () => {
    const trainer = createSmallDcgan({ measuresGenerator: true });
    await trainer.train();
    const { numTensors, numDataBuffers } = tf.memory();
    await trainer.train();
    await trainer.takeTurn('discriminator');
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  });

  it('has no turn of another name', () => {
    expect(() => createSmallDcgan().takeTurn('critic')).toThrow('no turn "critic"');
  });
});
