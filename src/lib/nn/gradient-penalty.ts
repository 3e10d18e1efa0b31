import * as tf from '@tensorflow/tfjs';

export interface GradientPenaltyOptions {
  /** A network from points `[batch, dimension]` to outputs `[batch, 1]`, twice differentiable. */
  readonly discriminate: (x: tf.Tensor2D) => tf.Tensor2D;
  /** `[batch, dimension]` each. */
  readonly real: tf.Tensor2D;
  readonly fake: tf.Tensor2D;
  /** Where between real and fake the slope is taken, in [0, 1]: `[batch, 1]`. */
  readonly mixing: tf.Tensor2D;
}

/**
 * How far D's slopes are from 1 between reals and fakes: the mean of (‖∇D(x̂)‖ − 1)² with
 * x̂ = ε x + (1 − ε) G(z) (Gulrajani et al. 2017, arXiv:1704.00028, eq. 3), without its weight λ.
 *
 * @returns a scalar, differentiable with respect to what `discriminate` depends on
 */
export function gradientPenalty(options: GradientPenaltyOptions): tf.Scalar {
  const { discriminate, real, fake, mixing } = options;
  return tf.tidy(() => {
    const between = fake.add(real.sub(fake).mul(mixing));
    // Each output depends on its own point alone, so that the sum's gradient holds every slope.
    const slopes = tf.grad((x: tf.Tensor) => discriminate(x as tf.Tensor2D).sum())(between);
    // The square root has no derivative at 0.
    const norms = slopes.square().sum(1).add(1e-12).sqrt();
    return norms.sub(1).square().mean<tf.Scalar>();
  });
}
