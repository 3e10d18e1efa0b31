/** The networks of {@link ./pix2pix.ts}: the U-Net, the PatchGANs, and the segmenter that measures them. */
import * as tf from '@tensorflow/tfjs';
import { textureClassCount, textureSide as side } from '../data/textures';
import { InstanceNormalization } from '../nn/instance-normalization';
import { JoinedNetwork } from '../nn/joined-network';
import { StraightNetwork } from '../nn/straight-network';
import type { Random } from '../random';
import { patchDiscriminator } from './patch-discriminator';
import { type Field, patchLayers, skipCount } from './pix2pix-settings';

// #region u-net
export interface UNetOptions {
  /** Draws the initial weights; the same state gives the same weights. */
  readonly random: Random;
  /** Of the input, `[batch, 32, 32, channels]`. */
  readonly channels: number;
  /** Channels at 16×16, 8×8, 4×4, 2×2 and 1×1. */
  readonly widths: readonly [number, number, number, number, number];
}

/**
 * The U-Net: `x` to `[batch, 32, 32, 1]` in (−1, 1). Five 4×4 convolutions of stride 2 lead down to 1×1,
 * five transposed ones up again; there is no normalization in the first layer and at 1×1. Dropout after
 * the first three on the way up (2×2, 4×4, 8×8) is the only noise: `training` mode draws it from
 * `random`, `inference` leaves it out.
 *
 * The second input `skips`, `[4]` of 1 and 0, says which skip connections are whole; all, if left out.
 */
export function createUNet({ random, channels, widths }: UNetOptions): JoinedNetwork {
  const [w16, w8, w4, w2, w1] = widths;
  const down = (place: number, from: number, to: number) =>
    tf.sequential({
      layers: [
        tf.layers.leakyReLU({ alpha: 0.2, inputShape: [place, place, from] }),
        convolution(random, { filters: to, strides: 2, useBias: place === 2 }),
        ...(place === 2 ? [] : [new InstanceNormalization({})]),
      ],
    });
  const up = (place: number, from: number, to: number) =>
    tf.sequential({
      layers: [
        tf.layers.reLU({ inputShape: [place, place, from] }),
        transposed(random, { filters: to, useBias: place === side / 2 }),
        ...(place === side / 2
          ? [tf.layers.activation({ activation: 'tanh' })]
          : [new InstanceNormalization({})]),
        ...(place <= 4 ? [tf.layers.dropout({ rate: 0.5 })] : []),
      ],
    });
  const runs = {
    down16: tf.sequential({
      layers: [
        convolution(random, { filters: w16, strides: 2, inputShape: [side, side, channels] }),
      ],
    }),
    down8: down(16, w16, w8),
    down4: down(8, w8, w4),
    down2: down(4, w4, w2),
    down1: down(2, w2, w1),
    up2: up(1, w1, w2),
    up4: up(2, 2 * w2, w4),
    up8: up(4, 2 * w4, w8),
    up16: up(8, 2 * w8, w16),
    up32: up(16, 2 * w16, 1),
  };
  return new JoinedNetwork({
    name: 'generator',
    runs,
    wire(runs, { x, skips }) {
      const d16 = runs.down16(x as tf.Tensor);
      const d8 = runs.down8(d16);
      const d4 = runs.down4(d8);
      const d2 = runs.down2(d4);
      const gates = skips ? tf.split(skips, skipCount) : [];
      const join = (decoded: tf.Tensor, encoded: tf.Tensor, i: number) =>
        tf.concat([decoded, gates[i] ? encoded.mul(gates[i]) : encoded], -1);
      const u2 = runs.up2(runs.down1(d2));
      const u4 = runs.up4(join(u2, d2, 3));
      const u8 = runs.up8(join(u4, d4, 2));
      const u16 = runs.up16(join(u8, d8, 1));
      return runs.up32(join(u16, d16, 0));
    },
  });
}
// #endregion

// #region patch-gan
/**
 * A PatchGAN: `[batch, 32, 32, channels]`, input and picture joined, to logits `[batch, n, n, 1]`, one
 * for every patch.
 */
export function createPatchDiscriminator(
  random: Random,
  { field, channels }: { readonly field: Field; readonly channels: number },
): StraightNetwork {
  return patchDiscriminator(random, {
    layers: patchLayers[field],
    inputShape: [side, side, channels],
  });
}
// #endregion

/** What reads textures: `[batch, 32, 32, 1]` in [−1, 1] to logits `[batch, 32, 32, 4]` of the classes. */
export function createSegmenter(random: Random): StraightNetwork {
  const layers = [32, 32, 32, textureClassCount].flatMap((filters, i) => [
    tf.layers.conv2d({
      filters,
      kernelSize: 3,
      padding: 'same',
      kernelInitializer: tf.initializers.heNormal({ seed: random.integer(2 ** 31) }),
      ...(i === 0 ? { inputShape: [side, side, 1] } : {}),
    }),
    ...(i < 3 ? [tf.layers.reLU()] : []),
  ]);
  return new StraightNetwork(tf.sequential({ layers }));
}

type Convolution = Parameters<typeof tf.layers.conv2d>[0];

/** Weights from N(0, 0.02²), as the authors' code draws them. */
const initial = (random: Random) =>
  tf.initializers.randomNormal({ mean: 0, stddev: 0.02, seed: random.integer(2 ** 31) });
const convolution = (random: Random, options: Omit<Convolution, 'kernelSize'>) =>
  tf.layers.conv2d({
    kernelSize: 4,
    padding: 'same',
    kernelInitializer: initial(random),
    ...options,
  });
const transposed = (random: Random, options: Omit<Convolution, 'kernelSize'>) =>
  tf.layers.conv2dTranspose({
    kernelSize: 4,
    strides: 2,
    padding: 'same',
    kernelInitializer: initial(random),
    ...options,
  });
