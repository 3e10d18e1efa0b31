/** The two networks of a small GAN, with their optimizers. */
import * as tf from '@tensorflow/tfjs';
import { discriminatorShape, generatorShape, initialParameters } from '../models/mlp-gan';
import { minibatchDeviation } from '../ops/minibatch-deviation';
import { mlp } from '../ops/mlp';
import { type MlpShape, parameterCount } from '../ops/mlp-shape';
import type { Random } from '../random';
import { Adam } from './optimizer';
import { Sgd } from './sgd';
import type { ToySettings } from './toy-settings';

export type ToyOptimizer = Adam | Sgd;

/** A network, what of it is trained, and by which optimizer. */
export class ToyNetwork {
  readonly parameters: tf.Variable<tf.Rank.R1>;
  private current: ToyOptimizer;

  constructor(
    readonly shape: MlpShape,
    initial: Float32Array,
    settings: ToyOptimizerSettings,
  ) {
    this.parameters = tf.tidy(() => tf.variable(tf.tensor1d(initial)));
    this.current = this.createOptimizer(settings);
  }

  get optimizer(): ToyOptimizer {
    return this.current;
  }

  /** Take up other settings; another kind of optimizer begins afresh. */
  configure(settings: ToyOptimizerSettings): void {
    const { learningRate, momentum } = settings;
    const isAdam = this.current instanceof Adam;
    if (isAdam !== (settings.optimizer === 'adam')) {
      this.current.dispose();
      this.current = this.createOptimizer(settings);
    } else if (this.current instanceof Adam) {
      this.current.settings = { learningRate, beta1: momentum };
    } else {
      this.current.settings = { learningRate, momentum };
    }
  }

  dispose(): void {
    this.parameters.dispose();
    this.current.dispose();
  }

  private createOptimizer(settings: ToyOptimizerSettings): ToyOptimizer {
    const { optimizer, learningRate, momentum } = settings;
    return optimizer === 'adam'
      ? new Adam([this.parameters], { learningRate, beta1: momentum })
      : new Sgd([this.parameters], { learningRate, momentum });
  }
}

export interface ToyOptimizerSettings {
  readonly optimizer: ToySettings['optimizer'];
  readonly learningRate: number;
  readonly momentum: number;
}

export function optimizerSettings(
  settings: ToySettings,
  of: 'generator' | 'discriminator',
): ToyOptimizerSettings {
  const { optimizer, momentum } = settings;
  return { optimizer, momentum, learningRate: settings[`${of}LearningRate`] };
}

export function createToyGenerator(
  settings: ToySettings,
  dimension: number,
  random: Random,
): ToyNetwork {
  const shape = generatorShape({
    noiseSize: settings.noiseDimension,
    layers: settings.generatorLayers,
    width: settings.generatorWidth,
    activation: settings.activation,
    dimension,
  });
  const initial = initialParameters(shape, random, settings.initialSpread);
  return new ToyNetwork(shape, initial, optimizerSettings(settings, 'generator'));
}

/** D has one parameter more than its shape, the weight of the minibatch's deviation, 0 at first. */
export function createToyDiscriminator(
  settings: ToySettings,
  dimension: number,
  random: Random,
): ToyNetwork {
  const shape = discriminatorShape({
    layers: settings.discriminatorLayers,
    width: settings.discriminatorWidth,
    activation: settings.activation,
    dimension,
  });
  const initial = new Float32Array(parameterCount(shape) + 1);
  initial.set(initialParameters(shape, random));
  return new ToyNetwork(shape, initial, optimizerSettings(settings, 'discriminator'));
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
