/**
 * The DCGAN for 28×28 greyscale digits (outline C2–C5): the networks of Radford et al. 2015
 * (arXiv:1511.06434) scaled down to MNIST.
 *
 * Two choices differ from a literal reading and are deliberate: batch normalization normalises
 * channels (the last axis), and its moving statistics follow with momentum 0.9 rather than Keras's
 * 0.99, since a generator's statistics move faster than a classifier's.
 */
import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';

/** Units of the first dense layer, and feature maps of both convolutions' inputs. */
export interface GeneratorSizes {
  readonly units?: number;
  readonly maps?: number;
  readonly filters?: number;
}

/** Feature maps of both convolutions, and units of the dense layer behind them. */
export interface DiscriminatorSizes {
  readonly filters?: number;
  readonly maps?: number;
  readonly units?: number;
}

// #region generator
/** Length of the noise vector z. */
export const noiseSize = 100;

/** Noise z for so many images, uniform in [−1, 1): `[count, 100]`. */
export function uniformNoise(random: Random, count: number): tf.Tensor2D {
  const values = new Float32Array(count * noiseSize);
  random.fillUniform(values, -1, 1);
  return tf.tensor2d(values, [count, noiseSize]);
}

/**
 * Glorot (Xavier) uniform, U(−√(6/(fan_in+fan_out)), +√(6/(fan_in+fan_out))) (Glorot & Bengio 2010):
 * Keras's default, and so the one of a Keras listing that names none. Biases begin at 0, batch
 * normalization at γ = 1, β = 0 with moving mean 0 and variance 1.
 */
const initializer = (random: Random) =>
  tf.initializers.glorotUniform({ seed: random.integer(2 ** 31) });

const batchNormalization = () =>
  tf.layers.batchNormalization({ axis: -1, momentum: 0.9, epsilon: 1e-3 });

/**
 * The generator G: noise z `[batch, 100]` to images `[batch, 28, 28, 1]` in (−1, 1).
 *
 * @param random draws the initial weights; the same state gives the same weights
 * @param sizes its units and feature maps, the article's where none are given
 */
export function createGenerator(
  random: Random,
  { units = 1024, maps = 128, filters = 64 }: GeneratorSizes = {},
): tf.Sequential {
  const kernelInitializer = () => initializer(random);
  return tf.sequential({
    name: 'generator',
    layers: [
      tf.layers.dense({
        inputShape: [noiseSize],
        units,
        kernelInitializer: kernelInitializer(),
      }),
      batchNormalization(),
      tf.layers.reLU(),

      tf.layers.dense({ units: 7 * 7 * maps, kernelInitializer: kernelInitializer() }),
      batchNormalization(),
      tf.layers.reLU(),
      tf.layers.reshape({ targetShape: [7, 7, maps] }),

      tf.layers.upSampling2d({ size: [2, 2] }), // [batch, 14, 14, maps]
      tf.layers.conv2d({
        filters,
        kernelSize: 5,
        padding: 'same',
        kernelInitializer: kernelInitializer(),
      }),
      batchNormalization(),
      tf.layers.reLU(),

      tf.layers.upSampling2d({ size: [2, 2] }), // [batch, 28, 28, filters]
      tf.layers.conv2d({
        filters: 1,
        kernelSize: 5,
        padding: 'same',
        kernelInitializer: kernelInitializer(),
        activation: 'tanh',
      }),
    ],
  });
}
// #endregion

// #region discriminator
/** Height and width of an image, in pixels. */
export const imageSize = 28;

/**
 * The discriminator D: images `[batch, 28, 28, 1]` in [−1, 1] to logits `[batch, 1]`.
 *
 * D(x) is the sigmoid of the logit. It is left to the losses, which are written on logits.
 *
 * @param random draws the initial weights; the same state gives the same weights
 * @param sizes its feature maps and units, the article's where none are given
 */
export function createDiscriminator(
  random: Random,
  { filters = 64, maps = 128, units = 256 }: DiscriminatorSizes = {},
): tf.Sequential {
  const kernelInitializer = () => initializer(random);
  return tf.sequential({
    name: 'discriminator',
    layers: [
      tf.layers.conv2d({
        inputShape: [imageSize, imageSize, 1],
        filters,
        kernelSize: 5,
        strides: 2,
        padding: 'same',
        kernelInitializer: kernelInitializer(),
      }), // [batch, 14, 14, filters]
      tf.layers.leakyReLU({ alpha: 0.2 }),

      tf.layers.conv2d({
        filters: maps,
        kernelSize: 5,
        strides: 2,
        padding: 'valid',
        kernelInitializer: kernelInitializer(),
      }), // [batch, 5, 5, maps]
      tf.layers.leakyReLU({ alpha: 0.2 }),

      tf.layers.flatten(),
      tf.layers.dense({ units, kernelInitializer: kernelInitializer() }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      tf.layers.dropout({ rate: 0.5 }),
      tf.layers.dense({ units: 1, kernelInitializer: kernelInitializer() }),
    ],
  });
}
// #endregion
