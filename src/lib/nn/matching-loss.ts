import * as tf from '@tensorflow/tfjs';

/** Logits `[batch, 1]` on three kinds of pairs. */
export interface PairLogits {
  /** Real image, its caption. */
  readonly right: tf.Tensor;
  /** Real image, a caption that does not fit it. */
  readonly wrong: tf.Tensor;
  /** Generated image, the caption it was made for. */
  readonly fake: tf.Tensor;
}

// #region matching-loss
/**
 * The matching-aware discriminator's loss (Reed et al. 2016, arXiv:1605.05396; weighted as in
 * StackGAN's code): the cross-entropy on right pairs and half of those on wrong and generated ones.
 *
 * @returns a scalar in nats, ≥ 0; 2 log 2 for a D that knows nothing
 */
export function matchingLoss({ right, wrong, fake }: PairLogits): tf.Scalar {
  const onRight = tf.softplus(tf.neg(right)).mean();
  const onOthers = tf.softplus(wrong).mean().add(tf.softplus(fake).mean()).div(2);
  return onRight.add(onOthers);
}
// #endregion
