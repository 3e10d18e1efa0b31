/** Conditioning augmentation (Zhang et al. 2016, arXiv:1612.03242, §3.2): a condition as a Gaussian. */
import type * as tf from '@tensorflow/tfjs';

/** N(μ, diag(σ²)), `[batch, size]` each. */
export interface Condition {
  readonly mean: tf.Tensor2D;
  /** log σ: the standard deviation's, not the variance's. */
  readonly logDeviation: tf.Tensor2D;
}

// #region augmentation
/** ĉ = μ + σ ⊙ ε, `[batch, size]`. @param epsilon ~ N(0, I); `null` for μ itself */
export function sampleCondition(
  { mean, logDeviation }: Condition,
  epsilon: tf.Tensor2D | null,
): tf.Tensor2D {
  return epsilon ? mean.add(logDeviation.exp().mul(epsilon)) : mean;
}

/**
 * KL(N(μ, σ²) ‖ N(0, 1)) = (μ² + σ² − 1) / 2 − log σ, in nats; the mean over dimensions and batch, as the
 * authors' code has it. The sum would weigh as much as all dimensions together.
 */
export function meanKlToNormal({ mean, logDeviation }: Condition): tf.Scalar {
  const variance = logDeviation.mul(2).exp();
  return mean.square().add(variance).sub(1).div(2).sub(logDeviation).mean();
}
// #endregion
