/**
 * The adversarial losses of Goodfellow et al. 2014 (arXiv:1406.2661, §3), as functions of logits.
 *
 * With a the discriminator's logit and σ the sigmoid, −log σ(a) = softplus(−a) and
 * −log(1 − σ(a)) = softplus(a). Written so, no logarithm of a rounded 0 can appear.
 */
import * as tf from '@tensorflow/tfjs';

export type GeneratorLossName = 'non-saturating' | 'saturating';

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

/** A discriminator's loss: its logits on reals and on as many fakes, `[batch, 1]` each, to a scalar in nats. */
export type DiscriminatorLoss = (realLogits: tf.Tensor, fakeLogits: tf.Tensor) => tf.Scalar;

/**
 * The discriminator's loss with one-sided label smoothing (Salimans et al. 2016, arXiv:1606.03498,
 * §3.4): the target for reals is t instead of 1, that for fakes stays 0, so that D is never rewarded
 * for being surer of a real image than D(x) = t. −t log σ(a) − (1 − t) log(1 − σ(a)) =
 * softplus(−a) + (1 − t) a.
 *
 * @param realTarget t, in (0.5, 1]
 * @throws on another
 */
export function smoothedDiscriminatorLoss(realTarget: number): DiscriminatorLoss {
  if (!(realTarget > 0.5 && realTarget <= 1)) {
    throw new RangeError(
      `本物の画像の目標は0.5より大きく1以下ですが、${realTarget}が指定されました。`,
    );
  }
  return (realLogits, fakeLogits) =>
    discriminatorLoss(realLogits, fakeLogits).add(realLogits.mean().mul((1 - realTarget) / 2));
}
