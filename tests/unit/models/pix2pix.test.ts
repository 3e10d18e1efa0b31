import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBytes } from '@lib/data/image-grid';
import { oneHot, textureSide as side, tones } from '@lib/data/textures';
import { readTextures } from '@lib/metrics/texture-reading';
import { family } from '@lib/models/pix2pix';
import { family as outlines } from '@lib/models/pix2pix-outlines';
import {
  createPatchDiscriminator,
  createSegmenter,
  createUNet,
} from '@lib/models/pix2pix-networks';
import {
  allSkips,
  fieldOf,
  fields,
  type Pix2pixPicture,
  type Pix2pixSettings,
  type Pix2pixView,
} from '@lib/models/pix2pix-settings';
import { Random } from '@lib/random';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { distance, randomTensor } from '../support/tensors';
import { noiseDataset } from '../support/tiny-mnist';
import { activateWasm } from '../backends/wasm/node-wasm';

beforeAll(activateWasm);
afterAll(() => {
  tf.disposeVariables();
});

const settings: Pix2pixSettings = {
  loss: 'cgan',
  field: 10,
  lambda: 10,
  hasSkips: true,
  learningRate: 1e-3,
  batchSize: 2,
  seed: 1,
  start: 'scratch',
};
const map = Uint8Array.from({ length: side ** 2 }, (_, at) => (at % side < 16 ? 0 : 3));
const view: Pix2pixView = { input: map, skips: allSkips, hasDropout: true, seed: 5, draws: 1 };

async function trained(rounds: number, changed: Partial<Pix2pixSettings> = {}) {
  const trainer = new AdversarialTrainer<Pix2pixSettings>({
    family,
    settings: { ...settings, ...changed },
    data: { digits: null },
  });
  for (let i = 0; i < rounds; i++) await trainer.train();
  return trainer;
}
const drawn = (trainer: AdversarialTrainer<Pix2pixSettings>, changed: Partial<Pix2pixView> = {}) =>
  trainer.picture({ ...view, ...changed }) as Promise<Pix2pixPicture>;
const farthest = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? NaN))), 0);

describe('the U-Net', () => {
  const unet = () => createUNet({ random: new Random(1), channels: 4, widths: [8, 8, 8, 8, 8] });
  const x = tf.tensor4d(oneHot(map), [1, side, side, 4]);

  it('leads from a map to a picture in (−1, 1)', () => {
    const picture = unet().forward({ x }, { mode: 'inference' });
    expect(picture.shape).toEqual([1, side, side, 1]);
    expect(picture.abs().max().dataSync()[0]).toBeLessThan(1);
  });

  it('gives one picture alone and the same picture among others', () => {
    const network = unet();
    const others = randomTensor<tf.Rank.R4>([7, side, side, 4], { low: 0 });
    const together = network.forward({ x: tf.concat([others, x]) }, { mode: 'inference' });
    const alone = network.forward({ x }, { mode: 'inference' });
    expect(distance(tf.slice(together, 7), alone)).toBeLessThan(1e-4);
  });

  it('does without the skips that are cut, one by one', () => {
    const network = unet();
    const cut = (gates: number[]) =>
      network.forward({ x, skips: tf.tensor1d(gates) }, { mode: 'inference' });
    const whole = network.forward({ x }, { mode: 'inference' });
    expect(distance(cut([1, 1, 1, 1]), whole)).toBe(0);
    const pictures = [0, 1, 2, 3].map((i) => cut([0, 1, 2, 3].map((j) => (i === j ? 0 : 1))));
    pictures.forEach((picture) => {
      expect(distance(picture, whole)).toBeGreaterThan(1e-6);
    });
  });
});

describe('the PatchGANs', () => {
  it.each(fields)('have verdicts on %i pixels, no more and no less', (field) => {
    const { size, stride, start, outputs } = fieldOf(field);
    expect(size).toBe(field);
    const network = createPatchDiscriminator(new Random(2), { field, channels: 2 });
    const images = randomTensor<tf.Rank.R4>([1, side, side, 2]);
    expect(network.forward(images, { mode: 'training' }).shape).toEqual([1, outputs, outputs, 1]);
    const middle = Math.floor(outputs / 2);
    const gradient = tf.grad((image) =>
      tf
        .slice(
          network.forward(image, { mode: 'training' }) as tf.Tensor4D,
          [0, middle, middle, 0],
          [1, 1, 1, 1],
        )
        .sum(),
    )(images);
    const seen = gradient.abs().sum([0, 2, 3]).dataSync();
    const first = Math.max(0, start + middle * stride);
    const end = Math.min(side, start + middle * stride + size);
    seen.forEach((value, row) => {
      expect(value > 0).toBe(row >= first && row < end);
    });
  });
});

describe('the pix2pix', () => {
  it('gives the same run for the same seed only', async () => {
    const runs = await Promise.all([trained(2), trained(2), trained(2, { seed: 2 })]);
    const [first, again, other] = runs.map(({ metrics }) => metrics);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('sees the same pairs with D and without', async () => {
    const runs = await Promise.all([trained(1), trained(1, { loss: 'l1' })]);
    const [both, alone] = runs.map(({ metrics }) => metrics);
    expect(alone).not.toHaveProperty('discriminatorLoss');
    expect(both?.['generatorLoss']).toBeCloseTo(
      (both?.['adversarialLoss'] ?? NaN) + 10 * (both?.['l1'] ?? NaN),
      4,
    );
    expect(both?.['l1']).toBeGreaterThan(0);
  });

  it('learns by the squared error alone, too', async () => {
    const { metrics, networks } = await trained(1, { loss: 'l2' });
    expect(Object.keys(networks)).toEqual(['generator']);
    expect(metrics['generatorLoss']).toBeLessThan(metrics['l1'] ?? 0);
  });

  it('hides the map from a D that is not conditional', async () => {
    const [with_, without] = await Promise.all([trained(1), trained(1, { loss: 'gan' })]);
    const shapes = [with_, without].map(
      ({ networks }) => networks['discriminator']?.variables[0]?.shape,
    );
    expect(shapes).toEqual([
      [4, 4, 5, 32],
      [4, 4, 1, 32],
    ]);
  });

  it('shows what it does in training: with dropout, another picture for every seed', async () => {
    const trainer = await trained(1);
    const [one, again, other] = [
      await drawn(trainer),
      await drawn(trainer),
      await drawn(trainer, { seed: 6 }),
    ];
    expect(again).toEqual(one);
    expect(farthest(one.pictures, other.pictures)).toBeGreaterThan(0);
    const x = tf.tensor4d(oneHot(map), [1, side, side, 4]);
    const made = trainer.networks['generator']?.forward(
      { x },
      { mode: 'training', random: new Random(5) },
    );
    expect(one.pictures).toEqual(toBytes(made?.dataSync<'float32'>() ?? new Float32Array()));
    const sure = [{ seed: 5 }, { seed: 6 }].map((changed) =>
      drawn(trainer, { ...changed, hasDropout: false }),
    );
    expect((await sure[0])?.pictures).toEqual((await sure[1])?.pictures);
  });

  it('draws one map several times, differently, and judges the first', async () => {
    const { pictures, verdicts, deviations, meanDeviation } = await drawn(await trained(1), {
      draws: 3,
    });
    expect(deviations).toHaveLength(1024);
    expect(meanDeviation).toBeGreaterThan(0);
    const [first, second] = [0, 1].map((i) => pictures.subarray(i * 1024, (i + 1) * 1024));
    expect(pictures).toHaveLength(3 * 1024);
    expect(farthest(first as Uint8Array, second as Uint8Array)).toBeGreaterThan(0);
    expect(verdicts).toHaveLength(16 * 16);
  });

  it('refuses to begin with networks that are not shipped', async () => {
    await expect(trained(0, { start: 'shipped', field: 16 })).rejects.toThrow('「はじめから」');
  });

  it('learns outlines of digits as well', async () => {
    const trainer = new AdversarialTrainer<Pix2pixSettings>({
      family: outlines,
      settings: { ...settings, lambda: 100 },
      data: { digits: noiseDataset(8) },
    });
    const { l1 = NaN } = await trainer.train();
    expect(l1).toBeGreaterThan(0);
    const [sample, own] = [
      (await trainer.picture({ ...view, input: 1 })) as Pix2pixPicture,
      (await trainer.picture(view)) as Pix2pixPicture,
    ];
    expect(farthest(sample.pictures, own.pictures)).toBeGreaterThan(0);
  });
});

describe('the reading of textures', () => {
  it('is the share of pixels that are read as the map has them', () => {
    const segmenter = createSegmenter(new Random(1));
    const pictures = new Float32Array(side ** 2).fill(tones.ink);
    const logits = segmenter.forward(tf.tensor4d(pictures, [1, side, side, 1]), {
      mode: 'inference',
    });
    const read = tf.argMax(logits, -1).dataSync();
    const maps = Uint8Array.from(read, (found, i) => (i < 256 ? (found + 1) % 4 : found));
    expect(readTextures(segmenter, { pictures, maps })).toEqual({ accuracy: 0.75, inkShare: 1 });
  });
});
