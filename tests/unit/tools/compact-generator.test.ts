import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compactGenerator } from '../../../tools/lib/compact-generator';

beforeAll(() => tf.setBackend('cpu'));

/** The layers of models/dcgan in small, with moving statistics as after some training. */
function generator(): tf.Sequential {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [6], units: 16 }),
      tf.layers.batchNormalization(),
      tf.layers.reLU(),
      tf.layers.dense({ units: 2 * 2 * 5 }),
      tf.layers.batchNormalization(),
      tf.layers.reLU(),
      tf.layers.reshape({ targetShape: [2, 2, 5] }),
      tf.layers.upSampling2d({ size: [2, 2] }),
      tf.layers.conv2d({ filters: 3, kernelSize: 5, padding: 'same' }),
      tf.layers.batchNormalization(),
      tf.layers.reLU(),
      tf.layers.upSampling2d({ size: [2, 2] }),
      tf.layers.conv2d({ filters: 1, kernelSize: 5, padding: 'same', activation: 'tanh' }),
    ],
  });
  // All positive, since variances must be.
  model.setWeights(
    model.getWeights().map((weight, i) => {
      const isKernel = weight.rank > 1;
      const [low, high] = isKernel ? [-0.5, 0.5] : [0.2, 1.2];
      return tf.randomUniform(weight.shape, low, high, 'float32', i + 1);
    }),
  );
  return model;
}

const noise = tf.randomUniform<tf.Rank.R2>([300, 6], -1, 1, 'float32', 99);
const images = (model: tf.Sequential) => model.predict(noise) as tf.Tensor;
const difference = (a: tf.Sequential, b: tf.Sequential) =>
  images(a).sub(images(b)).square().mean().sqrt().dataSync()[0] ?? NaN;

describe('a compact generator', () => {
  it('of full rank draws the same, without batch normalization', () => {
    const trained = generator();
    const { model } = compactGenerator({ generator: trained, noise, rank: 16 });
    expect(model.layers.map((layer) => layer.getClassName())).not.toContain('BatchNormalization');
    expect(difference(trained, model)).toBeLessThan(1e-3);
  });

  it('draws the closer the higher the rank', () => {
    const trained = generator();
    const differences = [1, 3, 6, 10].map((rank) =>
      difference(trained, compactGenerator({ generator: trained, noise, rank }).model),
    );
    expect(differences).toEqual([...differences].sort((a, b) => b - a));
  });
});
