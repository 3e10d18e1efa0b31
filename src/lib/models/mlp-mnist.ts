/**
 * The GAN of Goodfellow et al. 2014 (arXiv:1406.2661, §5) for MNIST: both networks multilayer
 * perceptrons, D of maxout units with dropout, G of rectifiers. Sizes, dropout and initial weights
 * are those of the configuration that its authors published (github.com/goodfeli/adversarial,
 * mnist.yaml).
 *
 * Two things follow this library instead: pixels lie in [−1, 1], so that G ends in tanh where the
 * authors' ends in a sigmoid; and D gives a logit, its sigmoid being left to the losses.
 */
import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';
import { imageSize, noiseSize } from './dcgan';

/** Uniform within ±limit; biases begin at 0. */
const initializer = (random: Random, limit: number) =>
  tf.initializers.randomUniform({ minval: -limit, maxval: limit, seed: random.integer(2 ** 31) });

// #region generator
/** The generator G: noise z `[batch, 100]` to images `[batch, 28, 28, 1]` in (−1, 1). */
export function createMlpGenerator(random: Random): tf.Sequential {
  const kernelInitializer = () => initializer(random, 0.05);
  return tf.sequential({
    name: 'generator',
    layers: [
      tf.layers.dense({
        inputShape: [noiseSize],
        units: 1200,
        activation: 'relu',
        kernelInitializer: kernelInitializer(),
      }),
      tf.layers.dense({
        units: 1200,
        activation: 'relu',
        kernelInitializer: kernelInitializer(),
      }),
      tf.layers.dense({
        units: imageSize * imageSize,
        activation: 'tanh',
        kernelInitializer: kernelInitializer(),
      }),
      tf.layers.reshape({ targetShape: [imageSize, imageSize, 1] }),
    ],
  });
}
// #endregion

// #region discriminator
/** The discriminator D: images `[batch, 28, 28, 1]` in [−1, 1] to logits `[batch, 1]`. */
export function createMlpDiscriminator(random: Random): tf.Sequential {
  const kernelInitializer = () => initializer(random, 0.005);
  return tf.sequential({
    name: 'discriminator',
    layers: [
      tf.layers.flatten({ inputShape: [imageSize, imageSize, 1] }),
      tf.layers.dropout({ rate: 0.2 }),
      ...maxout({ units: 240, pieces: 5, kernelInitializer: kernelInitializer() }),
      tf.layers.dropout({ rate: 0.5 }),
      ...maxout({ units: 240, pieces: 5, kernelInitializer: kernelInitializer() }),
      tf.layers.dropout({ rate: 0.5 }),
      tf.layers.dense({ units: 1, kernelInitializer: kernelInitializer() }),
    ],
  });
}

interface MaxoutOptions {
  readonly units: number;
  /** Linear functions of the input that each unit takes the largest of. */
  readonly pieces: number;
  readonly kernelInitializer: ReturnType<typeof initializer>;
}

/** Maxout (Goodfellow et al. 2013, arXiv:1302.4389): h = max over pieces of W x + b. */
function maxout({ units, pieces, kernelInitializer }: MaxoutOptions) {
  return [
    tf.layers.dense({ units: units * pieces, kernelInitializer }),
    tf.layers.reshape({ targetShape: [pieces, units] }),
    tf.layers.globalMaxPooling1d(), // over the pieces: [batch, units]
  ];
}
// #endregion
