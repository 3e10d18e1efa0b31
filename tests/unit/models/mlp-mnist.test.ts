import * as tf from '@tensorflow/tfjs';
import { afterAll, describe, expect, it } from 'vitest';
import { createMlpDiscriminator, createMlpGenerator } from '@lib/models/mlp-mnist';
import { Random } from '@lib/random';

afterAll(() => {
  tf.disposeVariables();
});

const units = (model: tf.Sequential) =>
  model.layers
    .filter((layer) => layer.getClassName() === 'Dense')
    .map((layer) => layer.getConfig()['units']);
const weightsOf = (model: tf.Sequential) =>
  model.getWeights().map((weight) => [...weight.dataSync().slice(0, 5)]);

describe('the GAN of 2014', () => {
  const generator = createMlpGenerator(new Random(1));
  const discriminator = createMlpDiscriminator(new Random(1));

  it('leads from noise to an image in (−1, 1), and from an image to a logit', () => {
    const images = generator.predict(tf.randomNormal([2, 100], 0, 5, 'float32', 1)) as tf.Tensor;
    expect(images.shape).toEqual([2, 28, 28, 1]);
    expect(images.abs().max().dataSync()[0]).toBeLessThanOrEqual(1);
    expect((discriminator.predict(images) as tf.Tensor).shape).toEqual([2, 1]);
  });

  it('has the sizes of the authors’ configuration', () => {
    expect(units(generator)).toEqual([1200, 1200, 784]);
    expect(units(discriminator)).toEqual([240 * 5, 240 * 5, 1]);
    const rates = discriminator.layers
      .filter((layer) => layer.getClassName() === 'Dropout')
      .map((layer) => layer.getConfig()['rate']);
    expect(rates).toEqual([0.2, 0.5, 0.5]);
  });

  it('takes the largest of five linear functions in every maxout unit', () => {
    const x = tf.randomUniform([3, 28, 28, 1], -1, 1, 'float32', 2);
    const [dense, , pool] = discriminator.layers.slice(2, 5);
    const until = (layer: (typeof discriminator.layers)[number] | undefined) =>
      tf.model({ inputs: discriminator.input, outputs: layer?.output as tf.SymbolicTensor });
    const linear = (until(dense).predict(x) as tf.Tensor).dataSync();
    const largest = (until(pool).predict(x) as tf.Tensor).dataSync();
    for (const [sample, unit] of [
      [0, 0],
      [1, 17],
      [2, 239],
    ] as const) {
      // prettier-ignore
      const pieces = [0, 1, 2, 3, 4].map((piece) => linear[sample * 1200 + piece * 240 + unit] ?? NaN);
      expect(largest[sample * 240 + unit]).toBe(Math.max(...pieces));
    }
  });

  it('begins with the same weights for the same seed only', () => {
    const again = createMlpGenerator(new Random(1));
    expect(weightsOf(again)).toEqual(weightsOf(generator));
    expect(weightsOf(createMlpGenerator(new Random(2)))).not.toEqual(weightsOf(generator));
  });
});
