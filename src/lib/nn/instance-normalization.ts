import * as tf from '@tensorflow/tfjs';
import { instanceNormalize } from './ops/instance-normalization';

type Weight = ReturnType<tf.layers.Layer['addWeight']>;

/**
 * Instance normalization as a layer of a `tf.Sequential`: `[batch, height, width, channels]` to the
 * same shape, with a learned scale and shift for every channel. It has no moving statistics, so
 * that training and inference do the same.
 */
export class InstanceNormalization extends tf.layers.Layer {
  static readonly className = 'InstanceNormalization';
  /** Added to the variance. */
  private static readonly epsilon = 1e-5;
  private gamma: Weight | null = null;
  private beta: Weight | null = null;

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const channels = (inputShape as tf.Shape).at(-1) ?? 0;
    this.gamma = this.addWeight('gamma', [channels], 'float32', tf.initializers.ones());
    this.beta = this.addWeight('beta', [channels], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x] = [inputs].flat();
    const { gamma, beta } = this;
    if (!x || !gamma || !beta) throw new Error(`layer "${this.name}" is not built`);
    return instanceNormalize({
      x: x as tf.Tensor4D,
      gamma: gamma.read() as tf.Tensor1D,
      beta: beta.read() as tf.Tensor1D,
      epsilon: InstanceNormalization.epsilon,
    });
  }
}

tf.serialization.registerClass(InstanceNormalization);
