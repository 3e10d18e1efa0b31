/** The two networks of a small GAN. */
import * as tf from '@tensorflow/tfjs';
import { MlpNetwork } from '../nn/mlp-network';
import { minibatchDeviation } from '../nn/ops/minibatch-deviation';
import { mlp } from '../nn/ops/mlp';
import { type MlpShape, parameterCount } from '../backends/mlp-shape';
import type { Random } from '../random';
import { discriminatorShape, generatorShape, initialParameters } from './mlp-gan';
import type { ToySettings } from './toy-settings';

export function createToyGenerator(
  settings: ToySettings,
  dimension: number,
  random: Random,
): MlpNetwork {
  const shape = generatorShape({
    noiseSize: settings.noiseDimension,
    layers: settings.generatorLayers,
    width: settings.generatorWidth,
    activation: settings.activation,
    dimension,
  });
  return new MlpNetwork(
    'generator',
    shape,
    initialParameters(shape, random, settings.initialSpread),
  );
}

/** D has one parameter more than its shape, the weight of the minibatch's deviation, 0 at first. */
export function createToyDiscriminator(
  settings: ToySettings,
  dimension: number,
  random: Random,
): MlpNetwork {
  const shape = discriminatorShape({
    layers: settings.discriminatorLayers,
    width: settings.discriminatorWidth,
    activation: settings.activation,
    dimension,
  });
  const initial = new Float32Array(parameterCount(shape) + 1);
  initial.set(initialParameters(shape, random));
  return new MlpNetwork('discriminator', shape, initial);
}

export interface DiscriminateOptions {
  /** Points `[batch, dimension]`. */
  readonly x: tf.Tensor2D;
  readonly shape: MlpShape;
  /** Of a network of {@link createToyDiscriminator}. */
  readonly parameters: tf.Tensor1D;
  readonly minibatch: ToySettings['minibatch'];
  /** The deviation to assume, in place of that of `x` as one minibatch. */
  readonly deviation?: tf.Scalar;
}

/** D's outputs, `[batch, 1]`. */
export function discriminate(options: DiscriminateOptions): tf.Tensor2D {
  const { x, shape, parameters, minibatch } = options;
  if (minibatch === 'none') return mlp({ x, parameters, shape });
  return tf.tidy(() => {
    const features = lastFeatures(options);
    const deviation = options.deviation ?? minibatchDeviation(features);
    const { head, offset } = split(shape);
    const weight = tf.slice(parameters, parameters.size - 1, 1);
    return mlp({ x: features, parameters, shape: head, offset }).add(deviation.mul(weight));
  });
}

/** The values of D's last hidden layer, `[batch, width]`; without one, the points. */
export function lastFeatures({ x, shape, parameters }: DiscriminateOptions): tf.Tensor2D {
  const { trunk } = split(shape);
  return trunk.sizes.length > 1 ? mlp({ x, parameters, shape: trunk }) : x;
}

/** All layers but the last, and the last, which begins at `offset`. */
function split(shape: MlpShape): { trunk: MlpShape; head: MlpShape; offset: number } {
  const trunk = {
    ...shape,
    sizes: shape.sizes.slice(0, -1),
    outputActivation: shape.hiddenActivation,
  };
  return { trunk, head: { ...shape, sizes: shape.sizes.slice(-2) }, offset: parameterCount(trunk) };
}
