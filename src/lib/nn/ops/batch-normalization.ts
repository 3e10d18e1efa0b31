import * as tf from '@tensorflow/tfjs';
import { hasKernel, runKernel } from './kernel';

export interface BatchNormalizationOptions {
  /** `[…, channels]`. */
  readonly x: tf.Tensor;
  /** Scale, `[channels]`. */
  readonly gamma: tf.Tensor1D;
  /** Shift, `[channels]`. */
  readonly beta: tf.Tensor1D;
  /** Added to the variance, > 0. */
  readonly epsilon: number;
  /** Applied to the result in the same pass. */
  readonly activation?: 'relu';
}

export interface BatchNormalizationResult {
  /** Of x's shape. */
  readonly y: tf.Tensor;
  /** Of this batch, `[channels]`; a constant to differentiation. */
  readonly mean: tf.Tensor1D;
  /** Of this batch, biased (divided by the count, not by one less), `[channels]`; a constant too. */
  readonly variance: tf.Tensor1D;
}

/**
 * Batch normalization with the batch's own statistics (Ioffe & Szegedy 2015, arXiv:1502.03167,
 * Algorithm 1), taken over every axis but the last:
 * y = γ · x̂ + β with x̂ = (x − mean) / √(variance + ε).
 *
 * Differentiable with respect to x, gamma and beta.
 */
export function batchNormalizeTraining(
  options: BatchNormalizationOptions,
): BatchNormalizationResult {
  return hasKernel('BatchNormalizeTraining') ? fused(options) : composed(options);
}

function fused(options: BatchNormalizationOptions): BatchNormalizationResult {
  const { x, gamma, beta, epsilon, activation } = options;
  const [y, mean, variance] = runKernel(
    'BatchNormalizeTraining',
    { x, gamma, beta },
    { epsilon, relu: activation === 'relu' },
  );
  return { y, mean, variance } as BatchNormalizationResult;
}

tf.registerGradient({
  kernelName: 'BatchNormalizeTraining',
  inputsToSave: ['x', 'gamma'],
  outputsToSave: [true, true, true],
  gradFunc: (dy, saved, attributes) => {
    const [x, gamma, y, mean, variance] = saved as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    // Those on mean and variance are left out: they are constants to differentiation.
    const [onY] = dy as tf.Tensor[];
    const [dx, dGamma, dBeta] = runKernel(
      'BatchNormalizeTrainingGradient',
      { dy: onY as tf.Tensor, x, y, gamma, mean, variance },
      attributes,
    );
    return {
      x: () => dx as tf.Tensor,
      gamma: () => dGamma as tf.Tensor,
      beta: () => dBeta as tf.Tensor,
    };
  },
});

/**
 * With g the gradient on γ · x̂ + β and n the number of values per channel: ∂β = Σ g, ∂γ = Σ g · x̂,
 * ∂x = γ / √(variance + ε) · (g − ∂β / n − x̂ · ∂γ / n).
 */
function composed(options: BatchNormalizationOptions): BatchNormalizationResult {
  const { epsilon, activation } = options;
  const axes = options.x.shape.map((_, axis) => axis).slice(0, -1);
  const count = options.x.size / options.gamma.size;
  const statistics: tf.Tensor[] = [];

  const normalize = tf.customGrad((...args) => {
    const [x, gamma, beta, save] = args as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const mean = x.mean(axes);
    const centred = x.sub(mean);
    const variance = centred.square().mean(axes);
    const inverse = variance.add(epsilon).rsqrt();
    const normalized = centred.mul(inverse);
    const linear = normalized.mul(gamma).add(beta);
    const value = activation === 'relu' ? linear.relu() : linear;
    statistics.push(tf.keep(mean), tf.keep(variance));
    save([normalized, gamma, inverse, value]);

    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
      const [normalized, gamma, inverse, value] = saved as [
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
      ];
      const g = activation === 'relu' ? dy.mul(value.step()) : dy;
      const dBeta = g.sum(axes);
      const dGamma = g.mul(normalized).sum(axes);
      const correction = dBeta.add(normalized.mul(dGamma)).div(count);
      return [g.sub(correction).mul(inverse.mul(gamma)), dGamma, dBeta];
    };
    return { value, gradFunc };
  });

  const y = normalize(options.x, options.gamma, options.beta);
  // Kept through the scope inside customGrad; as clones they belong to the caller's scope.
  const [mean, variance] = statistics.map((statistic) => {
    const copy = statistic.clone();
    statistic.dispose();
    return copy;
  });
  return { y, mean, variance } as BatchNormalizationResult;
}
