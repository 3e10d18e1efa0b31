/**
 * The DCGAN for 28×28 greyscale digits (outline C2–C5): the networks of Radford et al. 2015
 * (arXiv:1511.06434) scaled down to MNIST.
 *
 * Two choices differ from a literal reading and are deliberate: batch normalization normalises
 * channels (the last axis), and its moving statistics follow with momentum 0.9 rather than Keras's
 * 0.99, since a generator's statistics move faster than a classifier's.
 */
import * as tf from '@tensorflow/tfjs';
import { digitSize } from '../data/digit-classes';
import type { Random } from '../random';

/** Length of the noise vector z. */
export const noiseSize = 100;
/** Height and width of an image, in pixels. */
export const imageSize = digitSize;

/**
 * Glorot (Xavier) uniform, U(−√(6/(fan_in+fan_out)), +√(6/(fan_in+fan_out))) (Glorot & Bengio 2010):
 * Keras's default, and so the one of a Keras listing that names none. Biases begin at 0, batch
 * normalization at γ = 1, β = 0 with moving mean 0 and variance 1.
 */
const initializer = (random: Random) =>
  tf.initializers.glorotUniform({ seed: random.integer(2 ** 31) });

const batchNormalization = () =>
  tf.layers.batchNormalization({ axis: -1, momentum: 0.9, epsilon: 1e-3 });

// #region generator
/**
 * The generator G: noise z `[batch, 100]` to images `[batch, 28, 28, 1]` in (−1, 1).
 *
 * @param random draws the initial weights; the same state gives the same weights
 */
export function createGenerator(random: Random): tf.Sequential {
  const kernelInitializer = () => initializer(random);
  return tf.sequential({
    name: 'generator',
    layers: [
      tf.layers.dense({
        inputShape: [noiseSize],
        units: 1024,
        kernelInitializer: kernelInitializer(),
      }),
      batchNormalization(),
      tf.layers.reLU(),

      tf.layers.dense({ units: 7 * 7 * 128, kernelInitializer: kernelInitializer() }),
      batchNormalization(),
      tf.layers.reLU(),
      tf.layers.reshape({ targetShape: [7, 7, 128] }),

      tf.layers.upSampling2d({ size: [2, 2] }), // [batch, 14, 14, 128]
      tf.layers.conv2d({
        filters: 64,
        kernelSize: 5,
        padding: 'same',
        kernelInitializer: kernelInitializer(),
      }),
      batchNormalization(),
      tf.layers.reLU(),

      tf.layers.upSampling2d({ size: [2, 2] }), // [batch, 28, 28, 64]
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
/**
 * The discriminator D: images `[batch, 28, 28, 1]` in [−1, 1] to logits `[batch, 1]`.
 *
 * D(x) is the sigmoid of the logit. It is left to the losses, which are written on logits.
 *
 * @param random draws the initial weights; the same state gives the same weights
 */
export function createDiscriminator(random: Random): tf.Sequential {
  const kernelInitializer = () => initializer(random);
  return tf.sequential({
    name: 'discriminator',
    layers: [
      tf.layers.conv2d({
        inputShape: [imageSize, imageSize, 1],
        filters: 64,
        kernelSize: 5,
        strides: 2,
        padding: 'same',
        kernelInitializer: kernelInitializer(),
      }), // [batch, 14, 14, 64]
      tf.layers.leakyReLU({ alpha: 0.2 }),

      tf.layers.conv2d({
        filters: 128,
        kernelSize: 5,
        strides: 2,
        padding: 'valid',
        kernelInitializer: kernelInitializer(),
      }), // [batch, 5, 5, 128]
      tf.layers.leakyReLU({ alpha: 0.2 }),

      tf.layers.flatten(),
      tf.layers.dense({ units: 256, kernelInitializer: kernelInitializer() }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      tf.layers.dropout({ rate: 0.5 }),
      tf.layers.dense({ units: 1, kernelInitializer: kernelInitializer() }),
    ],
  });
}
// #endregion
