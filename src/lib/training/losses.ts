/**
 * The adversarial losses of Goodfellow et al. 2014 (arXiv:1406.2661, §3), as functions of logits.
 *
 * With a the discriminator's logit and σ the sigmoid, −log σ(a) = softplus(−a) and
 * −log(1 − σ(a)) = softplus(a). Written so, no logarithm of a rounded 0 can appear.
 */
import * as tf from '@tensorflow/tfjs';
import type { GeneratorLossName } from '../runtime/protocol';

/** A generator's loss: the discriminator's logits on fakes, `[batch, 1]`, to a scalar in nats. */
export type GeneratorLoss = (fakeLogits: tf.Tensor) => tf.Scalar;

// #region losses
/**
 * Binary cross-entropy of D on a batch of reals (label 1) and a batch of fakes (label 0) of the
 * same size, averaged over both: the negative of V(D, G) / 2.
 *
 * @param realLogits `[batch, 1]`
 * @param fakeLogits `[batch, 1]`
 * @returns a scalar in nats, ≥ 0; log 2 for a D that knows nothing
 */
export function discriminatorLoss(realLogits: tf.Tensor, fakeLogits: tf.Tensor): tf.Scalar {
  const onReal = tf.softplus(tf.neg(realLogits)).mean(); // −log D(x)
  const onFake = tf.softplus(fakeLogits).mean(); // −log(1 − D(G(z)))
  return onReal.add(onFake).div(2);
}

export const generatorLosses: Readonly<Record<GeneratorLossName, GeneratorLoss>> = {
  /** log(1 − D(G(z))): the generator's half of V(D, G); its gradient on the logit is −σ(a). */
  saturating: (fakeLogits) => tf.neg(tf.softplus(fakeLogits).mean()),
  /** −log D(G(z)): fakes with label 1; its gradient on the logit is −(1 − σ(a)). */
  'non-saturating': (fakeLogits) => tf.softplus(tf.neg(fakeLogits)).mean(),
};
// #endregion
