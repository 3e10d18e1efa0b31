import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it } from 'vitest';
import { createDiscriminator, createGenerator } from '@lib/models/dcgan';
import { Random } from '@lib/random';

afterEach(() => {
  tf.disposeVariables();
});

const shapes = (model: tf.Sequential) => model.layers.map((layer) => layer.outputShape);
const firstWeights = (model: tf.Sequential) => [...(model.getWeights()[0]?.dataSync() ?? [])];

describe('generator', () => {
  const generator = () => createGenerator(new Random(1));

  it('has the shapes of the outline, layer by layer', () => {
    const convolutions = generator().layers.filter((l) => l.getClassName() === 'Conv2D');
    expect(convolutions.map((l) => l.outputShape)).toEqual([
      [null, 14, 14, 64],
      [null, 28, 28, 1],
    ]);
    expect(shapes(generator())).toContainEqual([null, 7, 7, 128]);
  });

  it('has as many parameters as its layers have by hand', () => {
    const dense = 100 * 1024 + 1024 + (1024 * 6272 + 6272);
    const convolutions = 5 * 5 * 128 * 64 + 64 + (5 * 5 * 64 + 1);
    const batchNormalization = 4 * (1024 + 6272 + 64);
    expect(generator().countParams()).toBe(dense + convolutions + batchNormalization);
  });

  it('draws images in (−1, 1)', () => {
    const images = generator().predict(tf.randomUniform([2, 100], -1, 1)) as tf.Tensor;
    expect(images.shape).toEqual([2, 28, 28, 1]);
    expect(images.abs().max().dataSync()[0]).toBeLessThan(1);
  });

  it('normalises channels, the last axis', () => {
    const layers = generator().layers.filter((l) => l.getClassName() === 'BatchNormalization');
    expect(layers.map((l) => l.weights[0]?.shape)).toEqual([[1024], [6272], [64]]);
  });
});

describe('discriminator', () => {
  const discriminator = () => createDiscriminator(new Random(1));

  it('has as many parameters as its layers have by hand', () => {
    const convolutions = 5 * 5 * 1 * 64 + 64 + (5 * 5 * 64 * 128 + 128);
    const dense = 5 * 5 * 128 * 256 + 256 + (256 + 1);
    expect(discriminator().countParams()).toBe(convolutions + dense);
  });

  it('gives one logit an image, without batch normalization or pooling', () => {
    const model = discriminator();
    expect(model.outputShape).toEqual([null, 1]);
    const classes = model.layers.map((layer) => layer.getClassName());
    expect(classes.filter((name) => /BatchNormalization|Pool/.test(name))).toEqual([]);
  });

  it('uses Leaky ReLU with slope 0.2 throughout', () => {
    const activations = discriminator().layers.filter((l) => l.getClassName() === 'LeakyReLU');
    expect(activations.map((l) => l.getConfig()['alpha'])).toEqual([0.2, 0.2, 0.2]);
  });
});

describe('initial weights', () => {
  it('are the same for the same seed and others for another', () => {
    const of = (seed: number) => firstWeights(createDiscriminator(new Random(seed)));
    expect(of(7)).toEqual(of(7));
    expect(of(7)).not.toEqual(of(8));
  });

  it('stay within the Glorot limit', () => {
    const limit = Math.sqrt(6 / (100 + 1024));
    const weights = firstWeights(createGenerator(new Random(3)));
    const largest = Math.max(...weights.map(Math.abs));
    expect(largest).toBeLessThanOrEqual(limit);
    expect(largest).toBeGreaterThan(limit * 0.99);
  });
});
