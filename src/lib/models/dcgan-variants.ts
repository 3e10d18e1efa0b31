/**
 * The DCGAN of `models/dcgan` with one of the article's choices undone, to see what the choice is
 * for. Each variant is the article's network with some layers exchanged, so that every weight that
 * both have begins at the same value from the same seed. The perceptrons of `models/mlp-mnist` can
 * take the place of both networks.
 */
import type * as tf from '@tensorflow/tfjs';
import { initialSlope } from '../backends/activation-names';
import { type LayerSpec, withLayers } from '../nn/model-layers';
import type { Random } from '../random';
import type { DcganVariant, NetworkSize } from './dcgan-settings';
import {
  createDiscriminator,
  createGenerator,
  type DiscriminatorSizes,
  type GeneratorSizes,
} from './dcgan';
import { createMlpDiscriminator, createMlpGenerator } from './mlp-mnist';

/** What takes the place of a layer: itself, another, or several. */
type Exchange = (layer: LayerSpec, index: number) => readonly LayerSpec[];

/** As the networks of `models/dcgan` have it. */
const batchNormalization: LayerSpec = {
  className: 'BatchNormalization',
  config: { axis: -1, momentum: 0.9, epsilon: 1e-3 },
};

/** Half the article's feature maps and units, and a quarter of G's first ones; about a seventh of the parameters. */
const sizes: Readonly<
  Record<NetworkSize, { generator?: GeneratorSizes; discriminator?: DiscriminatorSizes }>
> = {
  article: {},
  small: {
    generator: { units: 256, maps: 64, filters: 32 },
    discriminator: { filters: 32, maps: 64, units: 128 },
  },
};

/** G: noise `[batch, 100]` to images `[batch, 28, 28, 1]` in (−1, 1). */
export function createGeneratorVariant(random: Random, variant: DcganVariant = {}): tf.Sequential {
  if (variant.network === 'mlp') return createMlpGenerator(random);
  const { generatorNormalization = 'hidden', generatorOutputNormalization = false } = variant;
  const exchanges: Exchange[] = [];
  if (generatorNormalization === 'none') exchanges.push(withoutNormalization);
  if (generatorOutputNormalization) exchanges.push(normalizeBeforeTanh);
  return exchangeLayers(
    createGenerator(random, sizes[variant.size ?? 'article'].generator),
    exchanges,
  );
}

/** D: images `[batch, 28, 28, 1]` in [−1, 1] to logits `[batch, 1]`. */
export function createDiscriminatorVariant(
  random: Random,
  variant: DcganVariant = {},
): tf.Sequential {
  const exchanges: Exchange[] = [];
  if (variant.discriminatorDropout === false) exchanges.push(withoutDropout);
  if (variant.network === 'mlp') return exchangeLayers(createMlpDiscriminator(random), exchanges);
  const { discriminatorNormalization = 'none' } = variant;
  // By the activations, so before these are exchanged.
  if (discriminatorNormalization !== 'none') exchanges.push(normalize(discriminatorNormalization));
  if (variant.discriminatorActivation === 'relu') exchanges.push(leakyReluToRelu);
  if (variant.discriminatorActivation === 'prelu') exchanges.push(leakyReluToPrelu());
  if (variant.discriminatorDownsampling === 'max-pooling') exchanges.push(stridesToPooling);
  return exchangeLayers(
    createDiscriminator(random, sizes[variant.size ?? 'article'].discriminator),
    exchanges,
  );
}

/** C5: batch normalization before D's activations, all of them or all but the first convolution's. */
function normalize(where: 'hidden' | 'everywhere'): Exchange {
  return (layer, index) => {
    const isFirst = index === 1;
    const isNormalized = layer.className === 'LeakyReLU' && !(where === 'hidden' && isFirst);
    return isNormalized ? [batchNormalization, layer] : [layer];
  };
}

/** No dropout. */
const withoutDropout: Exchange = (layer) => (layer.className === 'Dropout' ? [] : [layer]);

/** D7: no batch normalization. */
const withoutNormalization: Exchange = (layer) =>
  layer.className === 'BatchNormalization' ? [] : [layer];

/** D7: batch normalization also where the paper leaves it out, before G's tanh. */
const normalizeBeforeTanh: Exchange = (layer) =>
  layer.config['activation'] === 'tanh'
    ? [
        { ...layer, config: { ...layer.config, activation: 'linear' } },
        batchNormalization,
        { className: 'Activation', config: { activation: 'tanh' } },
      ]
    : [layer];

/** D8: ReLU where D has Leaky ReLU. */
const leakyReluToRelu: Exchange = (layer) =>
  layer.className === 'LeakyReLU' ? [{ className: 'ReLU', config: {} }] : [layer];

/** D9: PReLU where D has Leaky ReLU, with one slope for each layer. */
function leakyReluToPrelu(): Exchange {
  let isFlat = false;
  return (layer) => {
    isFlat ||= layer.className === 'Flatten';
    if (layer.className !== 'LeakyReLU') return [layer];
    const alphaInitializer = { className: 'Constant', config: { value: initialSlope } };
    const sharedAxes = isFlat ? [1] : [1, 2, 3];
    return [{ className: 'PReLU', config: { alphaInitializer, sharedAxes } }];
  };
}

/** D4: a convolution of stride 1 and 2 × 2 max pooling for each of stride 2; the sizes stay the same. */
const stridesToPooling: Exchange = (layer) =>
  layer.className === 'Conv2D'
    ? [
        { ...layer, config: { ...layer.config, strides: [1, 1] } },
        { className: 'MaxPooling2D', config: { poolSize: [2, 2], strides: [2, 2] } },
      ]
    : [layer];

/** The network with its layers exchanged, by one exchange after the other; takes the place of `model`. */
function exchangeLayers(model: tf.Sequential, exchanges: readonly Exchange[]): tf.Sequential {
  if (exchanges.length === 0) return model;
  const exchanged = withLayers(model, (layers) =>
    exchanges.reduce<readonly LayerSpec[]>((specs, exchange) => specs.flatMap(exchange), layers),
  );
  model.dispose();
  return exchanged;
}
