import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '@lib/random';
import {
  adversarialStep,
  type AdversarialStepOptions,
  type Player,
} from '@lib/training/adversarial-step';
import { discriminatorLoss, type GeneratorLoss, generatorLosses } from '@lib/training/losses';
import {
  dropoutRandom,
  playerOf,
  smallDiscriminator,
  smallGenerator,
  smallImages,
  smallNoise,
} from '../support/small-gan';
import { plain, variablesOf } from '../support/tensors';

beforeAll(() => tf.setBackend('cpu'));

interface Variation {
  readonly generatorRate?: number;
  readonly discriminatorRate?: number;
  readonly generatorLoss?: GeneratorLoss;
}

function setUp({ generatorRate = 0.01, discriminatorRate = 0.01, generatorLoss }: Variation = {}) {
  const models = { generator: smallGenerator(), discriminator: smallDiscriminator() };
  let drawn = 0;
  const options: AdversarialStepOptions = {
    generator: playerOf(models.generator, generatorRate),
    discriminator: playerOf(models.discriminator, discriminatorRate),
    generatorLoss: generatorLoss ?? generatorLosses['non-saturating'],
    real: smallImages(10),
    drawNoise: () => smallNoise(20 + drawn++),
    random: dropoutRandom(),
  };
  const weights = () => ({
    generator: plain(options.generator.variables),
    discriminator: plain(options.discriminator.variables),
  });
  return { models, options, weights, drawn: () => drawn };
}

const numbers = (step: ReturnType<typeof adversarialStep>) =>
  Object.fromEntries(Object.entries(step).map(([name, value]) => [name, value.dataSync()[0]]));

/** Calls back before and after a player's optimizer moves its weights. */
function watch({ optimizer }: Player, before: () => void, after: () => void): void {
  const apply = optimizer.apply.bind(optimizer);
  optimizer.apply = (gradients) => {
    before();
    apply(gradients);
    after();
  };
}

describe('an adversarial step', () => {
  it('moves the discriminator’s weights in its turn only, then the generator’s in its own', () => {
    const { options, weights } = setUp();
    const snapshots = [weights()];
    const snapshot = () => snapshots.push(weights());
    watch(options.discriminator, snapshot, snapshot);
    watch(options.generator, snapshot, snapshot);
    adversarialStep(options);
    snapshot();

    const [start, beforeD, afterD, beforeG, afterG, end] = snapshots;
    expect(beforeD).toEqual(start);
    expect(afterD?.generator).toEqual(start?.generator);
    expect(afterD?.discriminator).not.toEqual(start?.discriminator);
    expect(beforeG).toEqual(afterD);
    expect(afterG?.discriminator).toEqual(afterD?.discriminator);
    expect(afterG?.generator).not.toEqual(afterD?.generator);
    expect(end).toEqual(afterG);
  });

  it('moves every trained weight of both networks', () => {
    const { options, weights } = setUp();
    const before = weights();
    adversarialStep(options);
    const after = weights();
    for (const name of ['generator', 'discriminator'] as const) {
      const unmoved = after[name].filter((w, i) => String(w) === String(before[name][i]));
      expect(unmoved).toEqual([]);
    }
  });

  it('reports the discriminator’s loss and scores as they were before its update', () => {
    const { options } = setUp();
    const { generator, discriminator } = options;
    const [real, fake] = tf.tidy(() => {
      const generated = generator.forward(smallNoise(20), { mode: 'training' });
      const batch = tf.concat([options.real, generated]);
      const logits = discriminator.forward(batch, { mode: 'training', random: dropoutRandom() });
      return tf.split(logits, 2) as [tf.Tensor, tf.Tensor];
    });
    const loss = discriminatorLoss(real, fake).dataSync()[0] ?? NaN;
    const score = (logits: tf.Tensor) => {
      const scores = [...logits.dataSync()].map((a) => 1 / (1 + Math.exp(-a)));
      return scores.reduce((sum, s) => sum + s, 0) / scores.length;
    };
    const expected = { loss, real: score(real), fake: score(fake) };

    const result = numbers(adversarialStep(options));
    expect(result['discriminatorLoss']).toBeCloseTo(expected.loss, 5);
    expect(result['realScore']).toBeCloseTo(expected.real, 5);
    expect(result['fakeScore']).toBeCloseTo(expected.fake, 5);
  });

  it.each(['non-saturating', 'saturating'] as const)(
    'reports the %s loss of fresh fakes before the generator’s update, judged by the updated discriminator',
    (name) => {
      const { options } = setUp({ generatorLoss: generatorLosses[name], generatorRate: 0 });
      const result = numbers(adversarialStep(options));
      // The generator has not moved; the discriminator has, and drew its masks for 8 images first.
      const random = dropoutRandom();
      for (let i = 0; i < 8 * 5; i++) random.uniform();
      const fake = options.generator.forward(smallNoise(21), { mode: 'training' });
      const logits = options.discriminator.forward(fake, { mode: 'training', random });
      const expected = generatorLosses[name](logits).dataSync()[0] ?? NaN;
      expect(result['generatorLoss']).toBeCloseTo(expected, 5);
    },
  );

  it('draws noise twice, once for each turn', () => {
    const { options, drawn } = setUp();
    adversarialStep(options);
    expect(drawn()).toBe(2);
  });

  it('lets the discriminator tell the same images apart better', () => {
    const losses = [0, 1].map((steps) => {
      const { options } = setUp({ generatorRate: 0, discriminatorRate: 0.003 });
      const same = { ...options, drawNoise: () => smallNoise(20) };
      for (let i = 0; i < steps; i++) adversarialStep({ ...same, random: dropoutRandom() });
      return numbers(adversarialStep({ ...same, random: dropoutRandom() }))['discriminatorLoss'];
    });
    expect(losses[1]).toBeLessThan(losses[0] ?? NaN);
  });

  it.each(['non-saturating', 'saturating'] as const)(
    'lets the generator raise D(G(z)) by the %s loss',
    (name) => {
      const generatorLoss = generatorLosses[name];
      const { options } = setUp({ discriminatorRate: 0, generatorRate: 0.003, generatorLoss });
      const same = { ...options, drawNoise: () => smallNoise(20) };
      const scores = [1, 2, 3].map(
        () => numbers(adversarialStep({ ...same, random: dropoutRandom() }))['fakeScore'] ?? NaN,
      );
      expect(scores[1]).toBeGreaterThan(scores[0] ?? NaN);
      expect(scores[2]).toBeGreaterThan(scores[1] ?? NaN);
    },
  );

  it('moves the generator’s moving statistics once, by the noise of its own turn', () => {
    const { options, models } = setUp({ generatorRate: 0 });
    const statistics = () => plain(variablesOf(models.generator).slice(-2));
    adversarialStep(options);
    const moved = statistics();

    const other = setUp({ generatorRate: 0 });
    other.options.generator.forward(smallNoise(21), { mode: 'training', updateStatistics: true });
    expect(moved).toEqual(plain(variablesOf(other.models.generator).slice(-2)));
  });

  it('is the same again from the same weights, noise and masks', () => {
    const [first, second] = [setUp(), setUp()].map(({ options, weights }) => ({
      numbers: [1, 2, 3].map(() => numbers(adversarialStep(options))),
      weights: (adversarialStep(options), weights()),
    }));
    expect(first).toEqual(second);
  });

  it('is another with other dropout masks', () => {
    const [first, second] = [1, 2].map((seed) => {
      const { options } = setUp();
      return numbers(adversarialStep({ ...options, random: new Random(seed) }));
    });
    expect(first).not.toEqual(second);
  });

  it('leaves four numbers on the backend and nothing else', () => {
    const { options } = setUp();
    tf.dispose({ ...adversarialStep(options) });
    const before = tf.memory().numTensors;
    const result = adversarialStep(options);
    expect(tf.memory().numTensors).toBe(before + 4);
    tf.dispose({ ...result });
    expect(tf.memory().numTensors).toBe(before);
  });
});
