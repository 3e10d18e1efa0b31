/** Discriminators without dense layers: a stack of convolutions, each of whose outputs judges a square. */
import * as tf from '@tensorflow/tfjs';
import { StraightNetwork } from '../nn/straight-network';
import type { Random } from '../random';
import type { PatchLayer } from './patch-layers';

interface PatchOptions {
  /** The last one's filter is the verdict; after the others comes Leaky ReLU. */
  readonly layers: readonly PatchLayer[];
  /** `[side, side, channels]`. */
  readonly inputShape: readonly [number, number, number];
}

/**
 * `[batch, side, side, channels]` to logits `[batch, n, n, 1]`, one for every square. Without
 * normalization, which would let a verdict depend on all of the picture.
 */
export function patchDiscriminator(
  random: Random,
  { layers, inputShape }: PatchOptions,
): StraightNetwork {
  const all = layers.flatMap((options, i) => [
    tf.layers.conv2d({
      ...options,
      padding: 'same',
      kernelInitializer: tf.initializers.heNormal({ seed: random.integer(2 ** 31) }),
      ...(i === 0 ? { inputShape: [...inputShape] } : {}),
    }),
    ...(i < layers.length - 1 ? [tf.layers.leakyReLU({ alpha: 0.2 })] : []),
  ]);
  return new StraightNetwork(tf.sequential({ layers: all }));
}
