/** The networks of {@link ./simgan.ts}: the refiner, and discriminators that see small squares only. */
import * as tf from '@tensorflow/tfjs';
import { digitSize } from '../data/digit-classes';
import { JoinedNetwork } from '../nn/joined-network';
import { type ReceptiveField, receptiveField } from '../nn/receptive-field';
import type { StraightNetwork } from '../nn/straight-network';
import type { Random } from '../random';
import { patchDiscriminator } from './patch-discriminator';
import { type PatchLayer, patchLayer } from './patch-layers';

const channels = 16;
const blockNames = ['block1', 'block2', 'block3', 'block4'] as const;

// #region refiner
/**
 * R: `[batch, 28, 28, 1]` in [−1, 1] to the same in (−1, 1). Four residual blocks at full size, so that
 * a pixel of the output depends on its neighbourhood alone.
 */
export function createRefiner(random: Random): JoinedNetwork {
  const deep = [digitSize, digitSize, channels];
  const block = () =>
    tf.sequential({
      layers: [
        convolution(random, { filters: channels, inputShape: deep, activation: 'relu' }),
        // Nearly nothing at first: with sums that grow from block to block, tanh would be saturated.
        convolution(random, { filters: channels, kernelInitializer: nearlyZero(random) }),
      ],
    });
  const runs = {
    head: tf.sequential({
      layers: [
        convolution(random, {
          filters: channels,
          inputShape: [digitSize, digitSize, 1],
          activation: 'relu',
        }),
      ],
    }),
    block1: block(),
    block2: block(),
    block3: block(),
    block4: block(),
    tail: tf.sequential({
      layers: [
        convolution(random, {
          filters: 1,
          kernelSize: 1,
          inputShape: deep,
          activation: 'tanh',
          kernelInitializer: tf.initializers.glorotUniform({ seed: random.integer(2 ** 31) }),
        }),
      ],
    }),
  };
  return new JoinedNetwork({
    name: 'refiner',
    runs,
    wire({ head, tail, ...blocks }, { x }) {
      const first = head(x as tf.Tensor);
      return tail(blockNames.reduce((y, name) => tf.relu(y.add(blocks[name](y))), first));
    },
  });
}
// #endregion

// #region local-discriminator
/** The side of the square that each verdict of D is about, in pixels. */
export const fields = [5, 9, 23] as const;
export type Field = (typeof fields)[number];

/** The convolutions of a discriminator with this field; those before the last with Leaky ReLU. */
const localLayers: Readonly<Record<Field, readonly PatchLayer[]>> = {
  5: [patchLayer(3, 1, 32), patchLayer(3, 2, 32), patchLayer(1, 1, 32), patchLayer(1, 1, 1)],
  9: [
    patchLayer(3, 1, 32),
    patchLayer(3, 2, 32),
    patchLayer(3, 1, 32),
    patchLayer(1, 1, 32),
    patchLayer(1, 1, 1),
  ],
  // With strides and field of the paper's own, which has its images of 55×35 in mind.
  23: [
    patchLayer(3, 2, 32),
    patchLayer(3, 2, 32),
    patchLayer(3, 1, 32),
    patchLayer(3, 1, 32),
    patchLayer(1, 1, 32),
    patchLayer(1, 1, 1),
  ],
};

/** What the verdicts of such a discriminator are about. */
export const fieldOf = (field: Field): ReceptiveField =>
  receptiveField(localLayers[field], digitSize);

/** D: `[batch, 28, 28, 1]` in [−1, 1] to logits `[batch, n, n, 1]`, one for every square. */
export function createLocalDiscriminator(random: Random, field: Field): StraightNetwork {
  return patchDiscriminator(random, {
    layers: localLayers[field],
    inputShape: [digitSize, digitSize, 1],
  });
}
// #endregion

const nearlyZero = (random: Random) =>
  tf.initializers.randomNormal({ mean: 0, stddev: 0.02, seed: random.integer(2 ** 31) });

type Convolution = Parameters<typeof tf.layers.conv2d>[0];

const convolution = (
  random: Random,
  options: Omit<Convolution, 'kernelSize'> & Partial<Convolution>,
) =>
  tf.layers.conv2d({
    kernelSize: 3,
    padding: 'same',
    kernelInitializer: tf.initializers.heNormal({ seed: random.integer(2 ** 31) }),
    ...options,
  });
