import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bestByScore, imageGradients, scoreImages } from '@lib/inspection/image-scores';
import { StraightNetwork } from '@lib/nn/straight-network';

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => {
  tf.disposeVariables();
});

function discriminator(): tf.Sequential {
  return tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [4, 4, 1],
        filters: 3,
        kernelSize: 3,
        kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
      }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      tf.layers.flatten(),
      tf.layers.dropout({ rate: 0.5 }),
      tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }) }),
    ],
  });
}

const images = Uint8Array.from({ length: 32 }, (_, i) => (i * 53) % 256);

describe('a discriminator’s scores', () => {
  it('are the sigmoids of its logits, one an image, without dropout', async () => {
    const model = discriminator();
    const { logits, scores } = await scoreImages(new StraightNetwork(model), images);
    expect(logits).toHaveLength(2);
    const input = tf.tensor4d(
      Float32Array.from(images, (b) => (b - 127.5) / 127.5),
      [2, 4, 4, 1],
    );
    const expected = (model.predict(input) as tf.Tensor).dataSync();
    logits.forEach((logit, i) => {
      expect(logit).toBeCloseTo(expected[i] ?? NaN, 6);
      expect(scores[i]).toBeCloseTo(1 / (1 + Math.exp(-logit)), 6);
    });
  });

  it('change by brightening a pixel as the gradient says', async () => {
    const network = new StraightNetwork(discriminator());
    const gradients = await imageGradients(network, images);
    expect(gradients).toHaveLength(32);
    const { logits } = await scoreImages(network, images);
    for (const pixel of [0, 5, 10, 15, 21]) {
      const brighter = images.map((value, i) => (i === pixel ? value + 1 : value));
      const moved = await scoreImages(network, brighter);
      const image = Math.floor(pixel / 16);
      const change = (moved.logits[image] ?? NaN) - (logits[image] ?? NaN);
      expect(change).toBeCloseTo(gradients[pixel] ?? NaN, 4);
    }
  });

  it('put the images in order', () => {
    expect(bestByScore(Float32Array.of(0.1, 0.9, 0.5, 0.9), 3)).toEqual([1, 3, 2]);
  });

  it('are refused for broken images', async () => {
    await expect(
      scoreImages(new StraightNetwork(discriminator()), new Uint8Array(17)),
    ).rejects.toThrow('received 17');
  });

  it('leave no tensors behind', async () => {
    const network = new StraightNetwork(discriminator());
    await scoreImages(network, images);
    await imageGradients(network, images);
    const { numTensors } = tf.memory();
    await scoreImages(network, images);
    await imageGradients(network, images);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
