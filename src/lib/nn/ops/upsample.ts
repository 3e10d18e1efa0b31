import * as tf from '@tensorflow/tfjs';

/**
 * Nearest-neighbour upsampling by whole factors.
 *
 * With a gradient of its own, since tfjs's CPU kernel (4.22) goes wrong after the first image of a
 * batch.
 *
 * @param x `[batch, height, width, channels]`
 * @param factors of height and width
 * @returns `[batch, factors[0] · height, factors[1] · width, channels]`
 */
export function upsample(x: tf.Tensor4D, factors: readonly [number, number]): tf.Tensor4D {
  const [rows, columns] = factors;
  const repeat = tf.customGrad((input) => {
    const image = input as tf.Tensor4D;
    const [, height, width] = image.shape;
    return {
      value: tf.image.resizeNearestNeighbor(image, [rows * height, columns * width]),
      gradFunc: (dy) =>
        tf
          .avgPool(dy as tf.Tensor4D, [rows, columns], [rows, columns], 'valid')
          .mul(rows * columns),
    };
  });
  return repeat(x) as tf.Tensor4D;
}
