import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Lane } from '@lib/models/family';
import { createGenerator } from '@lib/models/dcgan';
import { StraightNetwork } from '@lib/nn/straight-network';
import { Random } from '@lib/random';
import { bestSamples, inspectSample, nearestWatch } from '@lib/session/parts/samples';
import { noiseDataset } from '../../support/tiny-mnist';

beforeAll(() => tf.setBackend('cpu'));

const size = 28 * 28;
const digits = noiseDataset(6);
const image = (index: number) => digits.images.slice(index * size, (index + 1) * size);
const distance = (a: Uint8Array, b: Uint8Array) =>
  Math.hypot(...Array.from(a, (x, i) => x - (b[i] ?? 0)));

/** Takes bright images for real: its logit is the mean of the pixels. */
function brightnessJudge(): StraightNetwork {
  const kernelInitializer = tf.initializers.constant({ value: 1 / size });
  return new StraightNetwork(
    tf.sequential({
      layers: [
        tf.layers.flatten({ inputShape: [28, 28, 1] }),
        tf.layers.dense({ units: 1, kernelInitializer }),
      ],
    }),
  );
}

/** A lane whose generator has learned some training images by heart, but for one pixel. */
function copyist(copied: readonly number[]): Lane {
  const images = copied.map((index) => image(index));
  for (const copy of images) copy[0] = (copy[0] ?? 0) > 127 ? 0 : 255;
  const samples = Uint8Array.from(images.flatMap((copy) => [...copy]));
  return {
    step: 4,
    settings: {},
    networks: { discriminator: brightnessJudge() },
    picture: (view) => samples.slice(0, (view as { count: number }).count * size),
  };
}

describe('a sample that is looked at', () => {
  it('comes with the training image nearest to it, and what D makes of it', async () => {
    const found = await inspectSample(copyist([3, 4]), 1, { digits });
    expect(found).toMatchObject({ step: 4, index: 1, nearestIndex: 4 });
    expect(found.nearest).toEqual(image(4));
    expect(found.distance).toBeCloseTo(distance(found.image, image(4)), 3);
    const mean = found.image.reduce((sum, byte) => sum + (byte - 127.5) / 127.5, 0) / size;
    expect(found.score).toBeCloseTo(1 / (1 + Math.exp(-mean)), 5);
  });

  it.each([-1, 2])('has to be there: there is none of index %d', async (index) => {
    const asked = inspectSample(copyist([3, 4]), index, { digits });
    await expect(asked).rejects.toThrow(`サンプルの番号は1以上64以下です（入力：${index + 1}）。`);
  });
});

describe('the nearest training images of several samples', () => {
  const look = (lane: Lane, count: number) => nearestWatch({ digits }, { count }).look([lane]);

  it('find out a generator that copies, in the samples’ order', async () => {
    const found = await look(copyist([4, 1, 5, 0]), 3);
    [4, 1, 5].forEach((index, i) => {
      expect(found?.nearest.slice(i * size, (i + 1) * size)).toEqual(image(index));
    });
    expect(found?.images).toHaveLength(3 * size);
    expect(found?.distances).toHaveLength(3);
    for (const value of found?.distances ?? []) expect(value).toBeLessThanOrEqual(255);
  });

  it('come with how far training images are from each other', async () => {
    const found = await look(copyist([0]), 1);
    const all = [0, 1, 2, 3, 4, 5];
    const nearestOther = (i: number) =>
      Math.min(...all.filter((j) => j !== i).map((j) => distance(image(i), image(j))));
    const mean = all.reduce((sum, i) => sum + nearestOther(i) / 6, 0);
    expect(found?.realDistance).toBeCloseTo(mean, 6);
    expect(found?.realDistance).toBeGreaterThan(10 * (found?.distances[0] ?? NaN));
  });

  it('are nothing for a lane that diverged', async () => {
    expect(await nearestWatch({ digits }, { count: 1 }).look([null])).toBeNull();
  });
});

describe('the best of many samples', () => {
  it('are those that D takes for real most, best first, the same for the same step', async () => {
    const networks = {
      generator: new StraightNetwork(createGenerator(new Random(1))),
      discriminator: brightnessJudge(),
    };
    const lane = { ...copyist([0]), networks };
    const best = await bestSamples(lane);
    expect(best).toMatchObject({ step: 4, candidates: 256, tiles: { rows: 2, columns: 8 } });
    expect(best.scores).toHaveLength(16);
    expect(best.scores).toEqual([...best.scores].sort((a, b) => b - a));
    expect(await bestSamples(lane)).toEqual(best);
  });

  it('need a generator of images', async () => {
    await expect(bestSamples(copyist([0]))).rejects.toThrow('no generator of digits');
  });
});
