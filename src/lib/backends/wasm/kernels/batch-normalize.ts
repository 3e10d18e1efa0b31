import * as tf from '@tensorflow/tfjs';
import type { KernelTools } from '../heap';
import { register } from './register';

interface Inputs {
  readonly x: tf.TensorInfo;
  readonly gamma: tf.TensorInfo;
  readonly beta: tf.TensorInfo;
}

interface GradientInputs extends Omit<Inputs, 'beta'> {
  readonly dy: tf.TensorInfo;
  readonly y: tf.TensorInfo;
  readonly mean: tf.TensorInfo;
  readonly variance: tf.TensorInfo;
}

interface Attributes {
  readonly epsilon: number;
  readonly relu: boolean;
}

/**
 * `BatchNormalizeTraining` and `BatchNormalizeTrainingGradient`, of `ops/batch-normalization`: three
 * and two passes over memory, in place of some twenty.
 */
export function registerBatchNormalize({ heap, native }: KernelTools): void {
  register<Inputs, Attributes>(
    'BatchNormalizeTraining',
    ({ inputs: { x, gamma, beta }, attrs: { epsilon, relu } }) => {
      const [channels] = gamma.shape as [number];
      const y = heap.tensor(x.shape);
      const mean = heap.tensor([channels]);
      const variance = heap.tensor([channels]);
      native.batchNorm(
        heap.address(x),
        heap.address(gamma),
        heap.address(beta),
        heap.address(y),
        heap.address(mean),
        heap.address(variance),
        tf.util.sizeFromShape(x.shape) / channels,
        channels,
        epsilon,
        Number(relu),
      );
      return [y, mean, variance];
    },
  );

  register<GradientInputs, Attributes>(
    'BatchNormalizeTrainingGradient',
    ({ inputs: { dy, x, y, gamma, mean, variance }, attrs: { epsilon, relu } }) => {
      const [channels] = gamma.shape as [number];
      const dx = heap.tensor(x.shape);
      const dGamma = heap.tensor([channels]);
      const dBeta = heap.tensor([channels]);
      native.batchNormGradient(
        heap.address(dy),
        heap.address(x),
        relu ? heap.address(y) : 0,
        heap.address(gamma),
        heap.address(mean),
        heap.address(variance),
        heap.address(dx),
        heap.address(dGamma),
        heap.address(dBeta),
        tf.util.sizeFromShape(x.shape) / channels,
        channels,
        epsilon,
      );
      return [dx, dGamma, dBeta];
    },
  );
}
