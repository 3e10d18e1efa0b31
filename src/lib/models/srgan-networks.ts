/** The networks of {@link ./srgan.ts}: SRResNet, and the discriminator of its images. */
import * as tf from '@tensorflow/tfjs';
import { digitSize } from '../data/digit-classes';
import { JoinedNetwork } from '../nn/joined-network';
import { StraightNetwork } from '../nn/straight-network';
import type { Random } from '../random';

/** What the networks undo: a quarter the height and width, and four greys. */
export const shrinking = { factor: 4, levels: 4 } as const;
const { factor } = shrinking;
const channels = 32;
const blockNames = ['block1', 'block2', 'block3', 'block4', 'block5', 'block6'] as const;

// #region generator
/** An upsampling ×2: a 3×3 convolution to 4C channels and a pixel shuffle are, number by number, this. */
function shuffledConvolution(random: Random, inputShape?: number[]) {
  const limit = Math.sqrt(6 / (9 * channels + 9 * 4 * channels)); // Glorot's, of the 3×3 convolution
  return tf.layers.conv2dTranspose({
    filters: channels,
    kernelSize: 6,
    strides: 2,
    padding: 'same',
    ...(inputShape ? { inputShape } : {}),
    kernelInitializer: tf.initializers.randomUniform({
      minval: -limit,
      maxval: limit,
      seed: random.integer(2 ** 31),
    }),
  });
}

/**
 * SRResNet (Ledig et al. 2016, Fig. 4), narrower: `[batch, 7, 7, 1]` in [0, 1] to `[batch, 28, 28, 1]` in
 * (−1, 1).
 */
export function createSrganGenerator(random: Random): JoinedNetwork {
  const side = digitSize / factor;
  const deep = [side, side, channels];
  const block = () =>
    run([
      convolution(random, { filters: channels, kernelSize: 3, inputShape: deep }),
      batchNormalization(),
      prelu(),
      convolution(random, { filters: channels, kernelSize: 3 }),
      batchNormalization(),
    ]);
  const runs = {
    head: run([
      convolution(random, { filters: channels, kernelSize: 9, inputShape: [side, side, 1] }),
      prelu(),
    ]),
    block1: block(),
    block2: block(),
    block3: block(),
    block4: block(),
    block5: block(),
    block6: block(),
    tail: run([
      convolution(random, { filters: channels, kernelSize: 3, inputShape: deep }),
      batchNormalization(),
    ]),
    enlarge: run([
      shuffledConvolution(random, deep), // [batch, 14, 14, 32]
      prelu(),
      shuffledConvolution(random), // [batch, 28, 28, 32]
      prelu(),
      convolution(random, { filters: 1, kernelSize: 5, activation: 'tanh' }),
    ]),
  };
  return new JoinedNetwork({
    name: 'generator',
    runs,
    wire({ head, tail, enlarge, ...blocks }, { x }) {
      const first = head(x as tf.Tensor);
      const last = blockNames.reduce((y, name) => y.add(blocks[name](y)), first);
      return enlarge(tail(last).add(first));
    },
  });
}
// #endregion

// #region discriminator
/** `[batch, 28, 28, 1]` in [−1, 1] to logits `[batch, 1]`. */
export function createSrganDiscriminator(random: Random): StraightNetwork {
  const layer = (filters: number, strides: number) => [
    convolution(random, { filters, kernelSize: 3, strides }),
    batchNormalization(),
    tf.layers.leakyReLU({ alpha: 0.2 }),
  ];
  const inputShape = [digitSize, digitSize, 1];
  return new StraightNetwork(
    run([
      convolution(random, { filters: 32, kernelSize: 3, inputShape }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      ...layer(32, 2), // [batch, 14, 14, 32]
      ...layer(64, 1),
      ...layer(64, 2), // [batch, 7, 7, 64]
      ...layer(128, 1),
      ...layer(128, 2), // [batch, 4, 4, 128]
      tf.layers.flatten(),
      tf.layers.dense({ units: 128, kernelInitializer: glorot(random) }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      tf.layers.dense({ units: 1, kernelInitializer: glorot(random) }),
    ]),
  );
}
// #endregion

const run = (layers: tf.layers.Layer[]) => tf.sequential({ layers });

type Convolution = Parameters<typeof tf.layers.conv2d>[0];

const glorot = (random: Random) => tf.initializers.glorotUniform({ seed: random.integer(2 ** 31) });
const convolution = (random: Random, options: Convolution) =>
  tf.layers.conv2d({ padding: 'same', kernelInitializer: glorot(random), ...options });
const batchNormalization = () =>
  tf.layers.batchNormalization({ axis: -1, momentum: 0.9, epsilon: 1e-3 });
/** One slope for the whole layer. */
const prelu = () =>
  tf.layers.prelu({
    alphaInitializer: tf.initializers.constant({ value: 0.25 }),
    sharedAxes: [1, 2, 3],
  });
