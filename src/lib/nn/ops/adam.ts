import * as tf from '@tensorflow/tfjs';
import { hasKernel, isUnshared, runKernel } from './kernel';

export interface AdamUpdateOptions {
  /** Updated in place. */
  readonly variable: tf.Variable;
  /** Of the variable's shape. */
  readonly gradient: tf.Tensor;
  /** m, of the variable's shape, 0 at the start; updated in place. */
  readonly firstMoment: tf.Variable;
  /** v, of the variable's shape, 0 at the start; updated in place. */
  readonly secondMoment: tf.Variable;
  /** α, > 0. */
  readonly learningRate: number;
  /** In [0, 1). */
  readonly beta1: number;
  /** In [0, 1). */
  readonly beta2: number;
  /** Added to √v̂, > 0. */
  readonly epsilon: number;
  /** Which update this is, from 1. */
  readonly step: number;
}

/**
 * One update of one variable by Adam (Kingma & Ba 2014, arXiv:1412.6980, Algorithm 1):
 * m ← β1 m + (1 − β1) g, v ← β2 v + (1 − β2) g², x ← x − α m̂ / (√v̂ + ε),
 * with m̂ = m / (1 − β1^step) and v̂ = v / (1 − β2^step).
 */
export function adamUpdate(options: AdamUpdateOptions): void {
  const { variable, firstMoment, secondMoment } = options;
  const mayWriteInPlace = [variable, firstMoment, secondMoment].every(isUnshared);
  if (hasKernel('AdamUpdate') && mayWriteInPlace) fused(options);
  else composed(options);
}

function fused({ variable, gradient, firstMoment, secondMoment, ...rest }: AdamUpdateOptions) {
  const { learningRate, beta1, beta2, epsilon, step } = rest;
  runKernel(
    'AdamUpdate',
    { variable, gradient, firstMoment, secondMoment },
    { learningRate, beta1, beta2, epsilon, step },
  );
}

function composed({ variable, gradient, firstMoment, secondMoment, ...rest }: AdamUpdateOptions) {
  const { learningRate, beta1, beta2, epsilon, step } = rest;
  tf.tidy(() => {
    const m = tf.add(firstMoment.mul(beta1), gradient.mul(1 - beta1));
    const v = tf.add(secondMoment.mul(beta2), gradient.square().mul(1 - beta2));
    const root = v.div(1 - beta2 ** step).sqrt();
    const change = m.mul(learningRate / (1 - beta1 ** step)).div(root.add(epsilon));
    firstMoment.assign(m);
    secondMoment.assign(v);
    variable.assign(variable.sub(change));
  });
}
