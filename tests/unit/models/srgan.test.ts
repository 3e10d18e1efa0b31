import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upscaled } from '@lib/data/low-resolution';
import { meanPsnr } from '@lib/metrics/psnr';
import { family, type SrganSettings } from '@lib/models/srgan';
import { createSrganDiscriminator, createSrganGenerator } from '@lib/models/srgan-networks';
import { Random } from '@lib/random';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { distance, randomTensor } from '../support/tensors';
import { noiseDataset } from '../support/tiny-mnist';
import { activateWasm } from '../backends/wasm/node-wasm';

beforeAll(activateWasm);
afterAll(() => {
  tf.disposeVariables();
});

const data = { digits: noiseDataset(8) };
const settings = { adversarialWeight: 0.01, learningRate: 1e-3, batchSize: 2, seed: 1 };

async function trained(rounds: number, changed: Partial<SrganSettings> = {}) {
  const trainer = new AdversarialTrainer<SrganSettings>({
    family,
    settings: { ...settings, ...changed },
    data,
  });
  const metrics = [];
  for (let i = 0; i < rounds; i++) metrics.push(await trainer.train());
  const picture = await trainer.picture({ count: 1 });
  trainer.dispose();
  return { metrics, picture };
}

describe('the SRGAN', () => {
  it('leads from 7×7 to 28×28 in (−1, 1), and from there to a logit', () => {
    const [generator, discriminator] = [
      createSrganGenerator(new Random(1)),
      createSrganDiscriminator(new Random(1)),
    ];
    const low = randomTensor<tf.Rank.R4>([2, 7, 7, 1], { low: 0 });
    const images = generator.forward(low, { mode: 'training' });
    expect(images.shape).toEqual([2, 28, 28, 1]);
    expect(images.abs().max().dataSync()[0]).toBeLessThanOrEqual(1);
    expect(discriminator.forward(images, { mode: 'training' }).shape).toEqual([2, 1]);
  });

  it('gives the same run for the same seed only', async () => {
    const [first, again, other] = [
      await trained(2),
      await trained(2),
      await trained(2, { seed: 2 }),
    ];
    expect(again).toEqual(first);
    expect(other.metrics).not.toEqual(first.metrics);
  });

  it('begins alike with and without D, which only the weight brings in', async () => {
    const [both, alone] = [await trained(1), await trained(1, { adversarialWeight: 0 })];
    expect(alone.metrics[0]?.['contentLoss']).toBe(both.metrics[0]?.['contentLoss']);
    expect(alone.metrics[0]).not.toHaveProperty('discriminatorLoss');
    expect(both.metrics[0]).toHaveProperty('discriminatorLoss');
  });

  it('comes nearer to what it learns', async () => {
    const { metrics } = await trained(5, { adversarialWeight: 0 });
    expect(metrics.at(-1)?.['contentLoss']).toBeLessThan(metrics[0]?.['contentLoss'] ?? 0);
  });
});

describe('a transposed convolution in place of convolution and pixel shuffle', () => {
  const [inputs, outputs] = [3, 2];
  const kernel = randomTensor<tf.Rank.R4>([3, 3, inputs, 4 * outputs], { seed: 2 });

  /** Channels are ordered by the row's phase, the column's, and the channel of the output. */
  const shuffled = (x: tf.Tensor4D, weights: tf.Tensor4D) => {
    const [batch, height, width] = x.shape;
    return tf
      .conv2d(x, weights, 1, 'same')
      .reshape([batch, height, width, 2, 2, outputs])
      .transpose([0, 1, 3, 2, 4, 5])
      .reshape([batch, 2 * height, 2 * width, outputs]);
  };
  /** Tap i of phase a is tap a − 2i + 4 of the larger kernel. */
  const places = [4, 5, 2, 3, 0, 1];
  const enlarged = (weights: tf.Tensor4D) => {
    const taps = tf
      .reshape(weights, [3, 3, inputs, 2, 2, outputs])
      .transpose([0, 3, 1, 4, 5, 2]) // [i, a, j, b, output, input]
      .reshape([6, 6, outputs, inputs]);
    const order = places.map((_, at) => places.indexOf(at));
    // Piece by piece: tfjs cannot differentiate a gathering on WASM.
    const ordered = (tensor: tf.Tensor, axis: 0 | 1) => {
      const pieces = tf.split(tensor, 6, axis);
      return tf.concat(
        order.map((at) => pieces[at] as tf.Tensor),
        axis,
      );
    };
    return ordered(ordered(taps, 0), 1) as tf.Tensor4D;
  };
  const transposed = (x: tf.Tensor4D, weights: tf.Tensor4D) => {
    const [batch, height, width] = x.shape;
    const shape = [batch, 2 * height, 2 * width, outputs] as [number, number, number, number];
    return tf.conv2dTranspose(x, enlarged(weights), shape, 2, 'same');
  };
  const x = randomTensor<tf.Rank.R4>([2, 5, 4, inputs], { seed: 3 });

  it('has the same values', () => {
    expect(distance(transposed(x, kernel), shuffled(x, kernel))).toBeLessThan(1e-5);
  });

  it('has the same gradients, of the input and of the weights', () => {
    const dy = randomTensor<tf.Rank.R4>([2, 10, 8, outputs], { seed: 4 });
    const gradients = (f: typeof shuffled) =>
      tf.grads((input, weights) =>
        f(input as tf.Tensor4D, weights as tf.Tensor4D)
          .mul(dy)
          .sum(),
      )([x, kernel]);
    const [left, right] = [gradients(transposed as typeof shuffled), gradients(shuffled)];
    left.forEach((gradient, i) => {
      expect(distance(gradient, right[i] as tf.Tensor)).toBeLessThan(1e-4);
    });
  });
});

describe('what it is compared with', () => {
  const image = Uint8Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 0 : 200));

  it('keeps the means of blocks, and runs between them', () => {
    const options = { side: 8, factor: 4 };
    expect([...upscaled(image, { ...options, method: 'nearest' })]).toEqual([...image]);
    const row = [...upscaled(image, { ...options, method: 'bilinear' }).subarray(0, 8)];
    expect(row).toEqual([0, 0, 25, 75, 125, 175, 200, 200]);
  });

  it('is at 20 dB where every pixel is off by a tenth of the range', () => {
    const original = new Uint8Array(4);
    expect(meanPsnr(new Float32Array(4).fill(-0.8), original, 2)).toBeCloseTo(20, 4);
  });
});
