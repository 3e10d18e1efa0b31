import * as tf from '@tensorflow/tfjs';
import type { KernelTools } from '../heap';
import { register } from './register';

interface Inputs {
  readonly variable: tf.TensorInfo;
  readonly gradient: tf.TensorInfo;
  readonly firstMoment: tf.TensorInfo;
  readonly secondMoment: tf.TensorInfo;
}

interface Attributes {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly step: number;
}

/**
 * `AdamUpdate`, of `ops/adam`: one pass over memory in place of a dozen.
 *
 * α m̂ / (√v̂ + ε) = α / (1 − β1^step) · m / (√(v / (1 − β2^step)) + ε).
 */
export function registerAdamUpdate({ heap, native }: KernelTools): void {
  register<Inputs, Attributes>('AdamUpdate', ({ inputs, attrs }) => {
    const { variable, gradient, firstMoment, secondMoment } = inputs;
    const { learningRate, beta1, beta2, epsilon, step } = attrs;
    native.adam(
      heap.address(variable),
      heap.address(gradient),
      heap.address(firstMoment),
      heap.address(secondMoment),
      tf.util.sizeFromShape(variable.shape),
      beta1,
      beta2,
      learningRate / (1 - beta1 ** step),
      1 / (1 - beta2 ** step),
      epsilon,
    );
    heap.changed(variable);
    return [];
  });
}
