import * as tf from '@tensorflow/tfjs';
import { batchNormalizeTraining } from './batch-normalization';

export interface InstanceNormalizationOptions {
  /** `[batch, height, width, channels]`. */
  readonly x: tf.Tensor4D;
  /** Scale, `[channels]`. */
  readonly gamma: tf.Tensor1D;
  /** Shift, `[channels]`. */
  readonly beta: tf.Tensor1D;
  /** Added to the variance, > 0. */
  readonly epsilon: number;
}

/**
 * Instance normalization (Ulyanov et al. 2016, arXiv:1607.08022, eq. 4): every channel of every image
 * by its own mean and variance over the places, then scaled by γ and shifted by β. What batch
 * normalization does to a batch of one image.
 *
 * The sums are batch normalization's, which has a fused kernel: with the places as the batch, every
 * channel of every image is a channel of its own. Differentiable with respect to x, gamma and beta.
 *
 * @returns of x's shape
 */
export function instanceNormalize(options: InstanceNormalizationOptions): tf.Tensor4D {
  const { x, gamma, beta, epsilon } = options;
  const [batch, height, width, channels] = x.shape;
  const places = height * width;
  const rows = tf
    .reshape(x, [batch, places, channels])
    .transpose([1, 0, 2])
    .reshape([places, batch * channels]);
  const { y } = batchNormalizeTraining({
    x: rows,
    gamma: tf.tile(gamma, [batch]),
    beta: tf.tile(beta, [batch]),
    epsilon,
  });
  return y.reshape([places, batch, channels]).transpose([1, 0, 2]).reshape(x.shape);
}
