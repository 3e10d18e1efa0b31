import * as tf from '@tensorflow/tfjs';
import { jointNorm } from './gradient-norms';

/**
 * The same tensor; the Euclidean norm of the gradient that comes back through it is told. So the
 * gradients of a loss's terms can be told apart where they meet, and nothing is computed twice.
 *
 * @param tell called once, while the gradient is computed; the scalar is of the caller's scope
 */
export function probeGradient(x: tf.Tensor, tell: (norm: tf.Scalar) => void): tf.Tensor {
  const probe = tf.customGrad((input) => ({
    value: (input as tf.Tensor).clone(),
    gradFunc: (dy: tf.Tensor) => {
      tell(jointNorm([dy]));
      return dy;
    },
  }));
  return probe(x);
}
