import * as tf from '@tensorflow/tfjs';
import { hasKernel, runKernel } from './kernel';

/** What a layer does to its sums before it hands them on. */
export type Activation =
  | { readonly name: 'linear' | 'relu' | 'tanh' }
  /** x where x > 0, slope · x elsewhere; slope from 0 to 1. */
  | { readonly name: 'leaky-relu'; readonly slope: number };

export interface BiasActivationOptions {
  /** `[channels]`; none if left out. */
  readonly bias?: tf.Tensor | undefined;
  /** Default linear. */
  readonly activation?: Activation | undefined;
}

const linear: Activation = { name: 'linear' };

/**
 * f(x + bias): what follows the sums of a dense or convolutional layer.
 *
 * @param x `[…, channels]`
 * @returns of x's shape, differentiable with respect to x and bias
 */
export function biasActivation(
  x: tf.Tensor,
  { bias, activation = linear }: BiasActivationOptions,
): tf.Tensor {
  if (bias && hasKernel('BiasActivation')) {
    return runKernel('BiasActivation', { x, bias }, attributesOf(activation))[0] as tf.Tensor;
  }
  return activate(bias ? tf.add(x, bias) : x, activation);
}

function attributesOf(activation: Activation): { activation: string; slope: number } {
  switch (activation.name) {
    case 'relu':
      return { activation: 'leaky-relu', slope: 0 };
    case 'leaky-relu':
      return { activation: 'leaky-relu', slope: activation.slope };
    default:
      return { activation: activation.name, slope: 0 };
  }
}

function activate(x: tf.Tensor, activation: Activation): tf.Tensor {
  switch (activation.name) {
    case 'relu':
      return tf.relu(x);
    case 'leaky-relu':
      return tf.leakyRelu(x, activation.slope);
    case 'tanh':
      return tf.tanh(x);
    case 'linear':
      return x;
  }
}

/** f′ is known from the result alone: it has the sign of what it came from, or 1 − tanh² = 1 − y². */
tf.registerGradient({
  kernelName: 'BiasActivation',
  outputsToSave: [true],
  gradFunc: (dy, saved, attributes) => {
    const [y] = saved as [tf.Tensor];
    const inputs = { dy: dy as tf.Tensor, y };
    const [dx, dbias] = runKernel('BiasActivationGradient', inputs, attributes);
    return { x: () => dx as tf.Tensor, bias: () => dbias as tf.Tensor };
  },
});
