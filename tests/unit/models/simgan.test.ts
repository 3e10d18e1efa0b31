import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RefinementMeasure } from '@lib/metrics/refinement';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import type { ImageHistory } from '@lib/models/image-history';
import { family } from '@lib/models/simgan';
import { RefinedArchive } from '@lib/models/simgan-archive';
import {
  createLocalDiscriminator,
  createRefiner,
  fieldOf,
  fields,
} from '@lib/models/simgan-networks';
import { preTraining, type SimganPicture, type SimganSettings } from '@lib/models/simgan-settings';
import { StraightNetwork } from '@lib/nn/straight-network';
import { Random } from '@lib/random';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { activateWasm } from '../backends/wasm/node-wasm';
import { noiseDataset } from '../support/tiny-mnist';

beforeAll(activateWasm);
afterAll(() => {
  tf.disposeVariables();
});

const settings: SimganSettings = {
  ...{ lambda: 2, hasHistory: true, field: 9, learningRate: 1e-3, batchSize: 4, seed: 1 },
  start: 'scratch',
};
const ahead = preTraining.refiner + preTraining.discriminator;

async function createTrainer(changed: Partial<SimganSettings> = {}) {
  const classifier = new StraightNetwork(createDigitClassifier(new Random(1)));
  const shipped = { 'digit-classifier': await classifier.save() };
  return new AdversarialTrainer({
    family,
    settings: { ...settings, ...changed },
    data: { digits: noiseDataset(40), shipped },
  });
}

const turnsAt = (step: number) =>
  family.turns(settings, step).map(({ name, times = 1 }) => [name, times]);

describe('the SimGAN', () => {
  it('trains R alone, then D alone, then R twice and D once', () => {
    expect(turnsAt(0)).toEqual([['refiner', 1]]);
    expect(turnsAt(preTraining.refiner - 1)).toEqual([['refiner', 1]]);
    expect(turnsAt(preTraining.refiner)).toEqual([['discriminator', 1]]);
    expect(turnsAt(ahead - 1)).toEqual([['discriminator', 1]]);
    expect(turnsAt(ahead)).toEqual([
      ['refiner', 2],
      ['discriminator', 1],
    ]);
    expect(family.turns({ ...settings, start: 'shipped' }, 0)).toHaveLength(2);
  });

  it('adds λ times the mean change to the adversarial loss', async () => {
    const trainer = await createTrainer();
    const [turn] = family.turns(settings, ahead);
    const notes = new Map<string, number>();
    const loss = tf.tidy(() => {
      const note = (name: string, value: tf.Scalar | number) =>
        notes.set(name, typeof value === 'number' ? value : (value.dataSync()[0] ?? NaN));
      const prepared = turn?.prepare(trainer.context) ?? {};
      return turn?.loss(trainer.context, prepared, note).dataSync()[0];
    });
    expect(loss).toBeCloseTo(
      (notes.get('adversarialLoss') ?? NaN) + 2 * (notes.get('change') ?? NaN),
      5,
    );
    trainer.dispose();
  });

  it('takes half of the fakes out of the history, which half of the new ones enter', async () => {
    const trainer = await createTrainer();
    const [, turn] = family.turns(settings, ahead);
    const history = trainer.context.sources['history'] as ImageHistory;
    const fakes = () =>
      tf.tidy(() => [...(turn?.prepare(trainer.context)['fake'] as tf.Tensor).dataSync()]);
    const counts = [];
    for (let i = 0; i < 3; i++) {
      const before = (await history.state()).slice(-784 * history.count);
      const drawn = fakes();
      const old = drawn.slice(784 * 2);
      if (i > 0) {
        const earlier = Array.from({ length: before.length / 784 }, (_, j) =>
          before.slice(784 * j, 784 * (j + 1)).join(),
        );
        for (const j of [0, 1]) expect(earlier).toContain(old.slice(784 * j, 784 * (j + 1)).join());
      }
      counts.push(history.count);
    }
    expect(counts).toEqual([2, 4, 6]);
    trainer.dispose();
  });

  it('uses no history where it is switched off', async () => {
    const trainer = await createTrainer({ hasHistory: false });
    const [, turn] = family.turns(settings, ahead);
    tf.tidy(() => {
      for (let i = 0; i < 2; i++) {
        expect(turn?.prepare(trainer.context)['fake']?.shape).toEqual([4, 28, 28, 1]);
      }
    });
    expect((trainer.context.sources['history'] as ImageHistory).count).toBe(0);
    trainer.dispose();
  });

  it('goes on from a state exactly as it would have', async () => {
    const first = await createTrainer();
    await first.train();
    first.takeTurn('refiner');
    const second = await createTrainer({ seed: 1 });
    second.restore(await first.state());
    expect(await second.train()).toEqual(await first.train());
    first.dispose();
    second.dispose();
  });

  it('shows twenty digits, what is read in them, and the verdict on every square', async () => {
    const trainer = await createTrainer();
    const { refined, read, verdicts } = (await trainer.picture(null)) as SimganPicture;
    expect([refined.length, read.length, verdicts.length]).toEqual([20 * 784, 20, 20 * 196]);
    const watch = family.watches?.['refinement']?.({ digits: noiseDataset(40) }, null);
    const look = (step: number) =>
      watch?.look([{ step, settings, networks: trainer.networks, picture: () => null }]);
    // Nothing of a refiner that cannot copy yet.
    expect(await look(preTraining.refiner - 1)).toBeNull();
    expect(await look(preTraining.refiner)).toMatchObject({ onArchive: null, raw: { change: 0 } });
    trainer.dispose();
  });

  it('refuses a field that no shipped discriminator has', () => {
    const check = (changed: Partial<SimganSettings>) =>
      family.check?.({ ...settings, ...changed }, { digits: null });
    expect(() => check({ start: 'shipped', field: 23 })).toThrow('視野は9画素');
    expect(() => check({ start: 'scratch', field: 23 })).not.toThrow();
  });
});

describe("the discriminator's squares", () => {
  it('are 5, 9 and 23 pixels wide, counted from the convolutions', () => {
    expect(fields.map((field) => fieldOf(field).size)).toEqual([5, 9, 23]);
    expect(fields.map((field) => fieldOf(field).outputs)).toEqual([14, 14, 7]);
  });

  it.each(fields)('are all that a verdict depends on: %i', (field) => {
    const discriminator = createLocalDiscriminator(new Random(1), field);
    const { outputs, stride, start, size } = fieldOf(field);
    const middle = Math.floor(outputs / 2);
    const gradient = tf.grad((x) =>
      discriminator
        .forward(x, { mode: 'training' })
        .slice([0, middle, middle, 0], [1, 1, 1, 1])
        .sum(),
    )(tf.randomNormal([1, 28, 28, 1]));
    const rows = gradient.abs().sum([0, 2, 3]).dataSync();
    const seen = [...rows.keys()].filter((row) => rows[row]);
    const first = start + middle * stride;
    expect([seen[0], seen.at(-1)]).toEqual([Math.max(0, first), Math.min(27, first + size - 1)]);
  });
});

describe('what is measured of a refiner', () => {
  const labels = Uint8Array.from({ length: 80 }, (_, i) => i % 10);
  const dark = { images: new Uint8Array(80 * 784), labels, count: 80, height: 28, width: 28 };

  it('is the mean change in values of [−1, 1], 0 of what stays as it is', async () => {
    const classifier = new StraightNetwork(createDigitClassifier(new Random(1)));
    const measure = await RefinementMeasure.prepare(classifier, noiseDataset(80));
    const half = new Uint8Array(80 * 784).fill(255, 0, 40 * 784);
    expect((await measure.take(dark.images, dark)).change).toBe(0);
    expect((await measure.take(half, dark)).change).toBeCloseTo(1, 6);
  });

  it('is half of the verdicts right for a D that says 本物 to all', async () => {
    const refiner = createRefiner(new Random(1));
    const discriminator = createLocalDiscriminator(new Random(1), 9);
    discriminator.setWeights(
      discriminator.state.map((weight, i, all) =>
        i === all.length - 1 ? tf.ones(weight.shape) : tf.zeros(weight.shape),
      ),
    );
    const images = noiseDataset(4).images;
    const archive = new RefinedArchive({ synthetic: images, real: images, every: 10, kept: 2 });
    const networks = { refiner, discriminator };
    expect(await archive.accuracy({ networks })).toBeNull();
    await archive.add({ step: 10, networks });
    expect(await archive.accuracy({ networks })).toBe(0.5);
  });
});
