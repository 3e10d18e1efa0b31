import * as tf from '@tensorflow/tfjs';
import { applyActivation } from './activations';
import { hasKernel, runKernel } from './kernel';
import './mlp-gradients';
import {
  type DenseLayer,
  mlpLayers,
  type MlpShape,
  parameterCount,
} from '../../backends/mlp-shape';

export interface MlpOptions {
  /** `[batch, sizes[0]]`. */
  readonly x: tf.Tensor2D;
  /**
   * Every weight in one vector: layer by layer the kernel `[inputs, outputs]`, row by row, then the
   * bias `[outputs]`. What lies before and behind is not read.
   */
  readonly parameters: tf.Tensor1D;
  readonly shape: MlpShape;
  /** Where in `parameters` the first layer begins. */
  readonly offset?: number;
}

/**
 * A whole multilayer perceptron as one operation: h ← f(h · W + b), layer by layer.
 *
 * Networks of a dozen units spend their time between operations, not in them. So forward pass,
 * gradient and second derivative are one kernel each where the backend has them, as the CPU backend
 * does (`backends/cpu`).
 *
 * @returns `[batch, outputs]`, twice differentiable with respect to `x` and `parameters`
 * @throws if x or the parameters do not fit the shape
 */
export function mlp({ x, parameters, shape, offset = 0 }: MlpOptions): tf.Tensor2D {
  const [inputs] = shape.sizes;
  if (x.shape[1] !== inputs) {
    throw new Error(`mlp expects ${inputs} values per input, received ${x.shape[1]}`);
  }
  const needed = offset + parameterCount(shape);
  if (parameters.size < needed) {
    throw new Error(`mlp expects at least ${needed} parameters, received ${parameters.size}`);
  }
  if (!hasKernel('Mlp')) return composed(x, parameters, mlpLayers(shape, offset));
  const attributes = { ...shape, sizes: [...shape.sizes], offset };
  return runKernel('Mlp', { x, parameters }, attributes)[0] as tf.Tensor2D;
}

function composed(
  x: tf.Tensor2D,
  parameters: tf.Tensor1D,
  layers: readonly DenseLayer[],
): tf.Tensor2D {
  const forward = (h: tf.Tensor2D, layer: DenseLayer) => {
    const { inputs, outputs, kernel, bias, activation } = layer;
    const weights = tf.slice(parameters, kernel, inputs * outputs);
    const product = tf.matMul(h, tf.reshape(weights, [inputs, outputs]));
    const sum = tf.add(product, tf.slice(parameters, bias, outputs));
    return applyActivation(activation, sum) as tf.Tensor2D;
  };
  return tf.tidy(() => layers.reduce(forward, x));
}
