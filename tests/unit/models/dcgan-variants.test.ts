import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it } from 'vitest';
import { createDiscriminator, createGenerator } from '@lib/models/dcgan';
import type { DcganVariant } from '@lib/models/dcgan-settings';
import { createDiscriminatorVariant, createGeneratorVariant } from '@lib/models/dcgan-variants';
import { initialSlope } from '@lib/backends/activation-names';
import { Random } from '@lib/random';

afterEach(() => {
  tf.disposeVariables();
});

const discriminator = (variant?: DcganVariant) =>
  createDiscriminatorVariant(new Random(1), variant);
const classes = (model: tf.Sequential) => model.layers.map((layer) => layer.getClassName());
const shapes = (model: tf.Sequential) => model.layers.map((layer) => layer.outputShape);
/** Kernels of convolutions and dense layers. */
const kernels = (model: tf.Sequential) =>
  model.layers
    .filter((layer) => ['Conv2D', 'Dense'].includes(layer.getClassName()))
    .map((layer) => layer.getWeights()[0]?.dataSync());

describe('without a variant', () => {
  it('the networks are the article’s', () => {
    const base = createDiscriminator(new Random(1));
    for (const model of [discriminator(), discriminator({ discriminatorNormalization: 'none' })]) {
      expect(classes(model)).toEqual(classes(base));
      expect(kernels(model)).toEqual(kernels(base));
    }
    const generator = createGeneratorVariant(new Random(1));
    expect(classes(generator)).toEqual(classes(createGenerator(new Random(1))));
  });
});

describe.each<[string, DcganVariant]>([
  ['batch normalization in D', { discriminatorNormalization: 'hidden' }],
  ['batch normalization everywhere in D', { discriminatorNormalization: 'everywhere' }],
  ['pooling', { discriminatorDownsampling: 'max-pooling' }],
  ['ReLU', { discriminatorActivation: 'relu' }],
  ['PReLU', { discriminatorActivation: 'prelu' }],
  [
    'all at once',
    {
      discriminatorNormalization: 'everywhere',
      discriminatorDownsampling: 'max-pooling',
      discriminatorActivation: 'relu',
    },
  ],
])('%s', (_, variant) => {
  it('leaves the weights that both have at the values of the same seed', () => {
    expect(kernels(discriminator(variant))).toEqual(kernels(createDiscriminator(new Random(1))));
  });

  it('still gives one logit an image', () => {
    const logits = discriminator(variant).predict(tf.zeros([2, 28, 28, 1])) as tf.Tensor;
    expect(logits.shape).toEqual([2, 1]);
  });
});

describe('batch normalization in D', () => {
  const normalized = (where: 'hidden' | 'everywhere') =>
    classes(discriminator({ discriminatorNormalization: where })).filter(
      (name) => name !== 'Dropout' && name !== 'Flatten',
    );

  it('comes before every activation but the first convolution’s, as in the paper', () => {
    expect(normalized('hidden')).toEqual([
      ...['Conv2D', 'LeakyReLU'],
      ...['Conv2D', 'BatchNormalization', 'LeakyReLU'],
      ...['Dense', 'BatchNormalization', 'LeakyReLU'],
      'Dense',
    ]);
  });

  it('comes before every activation where asked for', () => {
    expect(normalized('everywhere').slice(0, 3)).toEqual([
      'Conv2D',
      'BatchNormalization',
      'LeakyReLU',
    ]);
  });

  it('normalises as the generator’s does', () => {
    const settings = (model: tf.Sequential) => {
      const layer = model.layers.find((l) => l.getClassName() === 'BatchNormalization');
      const { axis, momentum, epsilon } = layer?.getConfig() ?? {};
      return { axis, momentum, epsilon };
    };
    expect(settings(discriminator({ discriminatorNormalization: 'hidden' }))).toEqual(
      settings(createGenerator(new Random(1))),
    );
  });
});

describe('pooling in D', () => {
  it('shrinks as the strides did, and has no strides', () => {
    const model = discriminator({ discriminatorDownsampling: 'max-pooling' });
    const convolutions = model.layers.filter((layer) => layer.getClassName() === 'Conv2D');
    expect(convolutions.map((layer) => layer.getConfig()['strides'])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(shapes(model)).toContainEqual([null, 14, 14, 64]);
    expect(shapes(model)).toContainEqual([null, 5, 5, 128]);
    expect(model.countParams()).toBe(createDiscriminator(new Random(1)).countParams());
  });
});

describe('ReLU in D', () => {
  it('takes the place of every Leaky ReLU', () => {
    const found = classes(discriminator({ discriminatorActivation: 'relu' }));
    expect(found.filter((name) => name === 'ReLU')).toHaveLength(3);
    expect(found).not.toContain('LeakyReLU');
  });
});

describe('PReLU in D', () => {
  it('takes the place of every Leaky ReLU, with one slope more for each layer to learn', () => {
    const model = discriminator({ discriminatorActivation: 'prelu' });
    const layers = model.layers.filter((layer) => layer.getClassName() === 'PReLU');
    const slopes = layers.map(({ weights }) => [...(weights[0]?.read().dataSync() ?? [])]);
    expect(slopes).toEqual([[initialSlope], [initialSlope], [initialSlope]]);
    expect(model.countParams()).toBe(createDiscriminator(new Random(1)).countParams() + 3);
  });
});

describe('batch normalization at G’s output', () => {
  it('comes between the last convolution and tanh', () => {
    const model = createGeneratorVariant(new Random(1), { generatorOutputNormalization: true });
    expect(classes(model).slice(-3)).toEqual(['Conv2D', 'BatchNormalization', 'Activation']);
    expect(model.layers.at(-3)?.getConfig()['activation']).toBe('linear');
    const images = model.predict(tf.randomUniform([2, 100], -1, 1)) as tf.Tensor;
    expect(images.shape).toEqual([2, 28, 28, 1]);
    expect(images.abs().max().dataSync()[0]).toBeLessThanOrEqual(1);
  });
});

describe('the small networks', () => {
  it('have the layers of the article’s, a seventh of the parameters, and the same images', () => {
    const generator = createGeneratorVariant(new Random(1), { size: 'small' });
    expect(classes(generator)).toEqual(classes(createGenerator(new Random(1))));
    expect(shapes(generator).slice(0, 1)).toEqual([[null, 256]]);
    expect(shapes(generator)).toContainEqual([null, 14, 14, 64]);
    expect(shapes(generator)).toContainEqual([null, 28, 28, 32]);
    expect(generator.outputShape).toEqual([null, 28, 28, 1]);
    const small = discriminator({ size: 'small' });
    expect(classes(small)).toEqual(classes(discriminator()));
    expect(shapes(small)).toContainEqual([null, 14, 14, 32]);
    expect(shapes(small)).toContainEqual([null, 5, 5, 64]);
    expect(shapes(small)).toContainEqual([null, 128]);
    expect(small.countParams()).toBe(832 + 51264 + 204928 + 129);
  });

  it('can be varied as the article’s', () => {
    const small = discriminator({ size: 'small', discriminatorDropout: false });
    expect(classes(small)).not.toContain('Dropout');
  });
});
