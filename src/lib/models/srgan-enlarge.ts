/** Small images made large by SRGAN's generators, see {@link ./srgan.ts}. */
import * as tf from '@tensorflow/tfjs';
import { digitSize } from '../data/digit-classes';
import { toBytes, toSigned } from '../data/image-grid';
import type { Network } from '../nn/network';
import { shrinking } from './srgan-networks';

/** Means of 4×4 pixels, from [−1, 1] to the nearest of four greys in [0, 1]. */
export function shrink(images: tf.Tensor4D): tf.Tensor4D {
  const { factor, levels } = shrinking;
  const means = tf.avgPool(images, factor, factor, 'valid').add(1).div(2);
  return means
    .mul(levels - 1)
    .add(0.5)
    .floor()
    .div(levels - 1);
}

/**
 * A generator's images of the same shrunk, by the statistics that it has gathered.
 *
 * @param images bytes `[count, 28, 28]`
 */
export async function enlarge(
  generator: Network,
  images: Uint8Array,
  batchSize = 100,
): Promise<Uint8Array> {
  const size = digitSize ** 2;
  const made = new Uint8Array(images.length);
  for (let start = 0; start < images.length; start += batchSize * size) {
    const batch = images.subarray(start, start + batchSize * size);
    const drawn = tf.tidy(() => {
      const pixels = toSigned(batch);
      const shape = [batch.length / size, digitSize, digitSize, 1] as const;
      const low = shrink(tf.tensor4d(pixels, [...shape]));
      return generator.forward(low, { mode: 'inference' });
    });
    made.set(toBytes(await drawn.data<'float32'>()), start);
    drawn.dispose();
  }
  return made;
}

/**
 * A network between two of the same make: weights and moving statistics mixed, as ESRGAN does it (Wang
 * et al. 2018, arXiv:1809.00219, §3.4). The caller disposes it.
 *
 * @param share of the second, in [0, 1]
 */
export function mixed(from: Network, to: Network, share: number): Network {
  const made = from.copy();
  tf.tidy(() => {
    made.setWeights(
      from.state.map((weight, i) =>
        tf.add(weight.mul(1 - share), (to.state[i] as tf.Variable).mul(share)),
      ),
    );
  });
  return made;
}
