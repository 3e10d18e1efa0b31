import * as tf from '@tensorflow/tfjs';

/**
 * How much a batch varies, as one number: the standard deviation of every feature over the batch,
 * averaged over the features (Karras et al. 2017, arXiv:1710.10196, §3).
 *
 * @param features `[batch, features]`
 * @returns a scalar, ≥ 0, twice differentiable
 */
export function minibatchDeviation(features: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const variance = features.sub(features.mean(0)).square().mean(0);
    // The square root has no derivative at 0.
    return variance.add(1e-8).sqrt().mean<tf.Scalar>();
  });
}
