import * as tf from '@tensorflow/tfjs';
import { type ActivationName, leakySlope } from '../../backends/activation-names';

/** An activation as tfjs operations, twice differentiable. */
export function applyActivation(name: ActivationName, x: tf.Tensor): tf.Tensor {
  switch (name) {
    case 'relu':
      return tf.relu(x);
    case 'leaky-relu':
      return leakyRelu(x);
    case 'tanh':
      return tanh(x);
    case 'sigmoid':
      return sigmoid(x);
    case 'linear':
      return x;
  }
}

/** tfjs's own derivative of it compares numbers, which tfjs cannot differentiate once more. */
const leakyRelu = withSlope(
  (x) => tf.leakyRelu(x, leakySlope),
  (x) => tf.step(x, leakySlope),
);

/**
 * tfjs's own derivatives of these two use the output that it kept, which it has forgotten to depend
 * on the input: a second derivative would lack a term.
 */
const tanh = withSlope(tf.tanh, (x) => tf.sub(1, tf.tanh(x).square()));
const sigmoid = withSlope(tf.sigmoid, (x) => tf.sigmoid(x).mul(tf.sigmoid(tf.neg(x))));

/** A function and its derivative, both of x, each value by itself. */
function withSlope(
  value: (x: tf.Tensor) => tf.Tensor,
  slope: (x: tf.Tensor) => tf.Tensor,
): (x: tf.Tensor) => tf.Tensor {
  return tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor, tf.GradSaveFunc];
    save([x]);
    const gradFunc = (dy: tf.Tensor, [x]: tf.Tensor[]) => dy.mul(slope(x as tf.Tensor));
    return { value: value(x), gradFunc };
  });
}
