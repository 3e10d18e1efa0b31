import * as tf from '@tensorflow/tfjs';
import { Random } from '@lib/random';
import { randomize, randomTensor } from './tensors';

const { layers } = tf;
const smallNoiseSize = 3;

/** Every kind of layer that the DCGAN's generator has, for images of `[4, 4, 1]`. */
export function smallGenerator(): tf.Sequential {
  const generator = tf.sequential({
    layers: [
      layers.dense({ inputShape: [smallNoiseSize], units: 8 }),
      layers.batchNormalization({ momentum: 0.9 }),
      layers.reLU(),
      layers.reshape({ targetShape: [2, 2, 2] }),
      layers.upSampling2d({ size: [2, 2] }),
      layers.conv2d({ filters: 1, kernelSize: 3, padding: 'same', activation: 'tanh' }),
    ],
  });
  randomize(generator, 1);
  return generator;
}

/** Every kind of layer that the DCGAN's discriminator has. */
export function smallDiscriminator(): tf.Sequential {
  const discriminator = tf.sequential({
    layers: [
      layers.conv2d({
        inputShape: [4, 4, 1],
        filters: 3,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
      }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.flatten(),
      layers.dense({ units: 5 }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.dropout({ rate: 0.5 }),
      layers.dense({ units: 1 }),
    ],
  });
  randomize(discriminator, 2);
  return discriminator;
}

export const smallNoise = (seed: number, batch = 4) =>
  randomTensor<tf.Rank.R2>([batch, smallNoiseSize], { seed });
export const smallImages = (seed: number, batch = 4) =>
  randomTensor<tf.Rank.R4>([batch, 4, 4, 1], { seed });

/** Draws the same dropout masks every time that it is made. */
export const dropoutRandom = () => new Random(99);
