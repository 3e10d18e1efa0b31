import * as tf from '@tensorflow/tfjs';

const repetitions = 3;

/**
 * Time a small training step (a strided convolution and a large dense layer, both with gradients)
 * on the backend in use: a fraction of a DCGAN step, with the same kinds of work in it.
 *
 * @returns the median of a few repetitions after a warm-up, in milliseconds
 */
export async function measureTrainingStep(): Promise<number> {
  const kernel = smallVariable<tf.Rank.R4>([5, 5, 32, 64]);
  const weights = smallVariable<tf.Rank.R2>([5 * 5 * 64, 512]);
  const images = tf.randomUniform<tf.Rank.R4>([16, 14, 14, 32], -1, 1);
  const loss = () => {
    const features = tf.leakyRelu(tf.conv2d(images, kernel, 2, 'valid'), 0.2);
    const flat = features.reshape<tf.Tensor2D>([16, 5 * 5 * 64]);
    return flat.matMul(weights).square().mean<tf.Scalar>();
  };
  const timeStep = async () => {
    const began = performance.now();
    const witness = tf.tidy(() => {
      const { value, grads } = tf.variableGrads(loss, [kernel, weights]);
      return tf.addN([value, ...Object.values(grads).map((gradient) => gradient.sum())]);
    });
    // Only data that came back proves that the work is done.
    await witness.data();
    witness.dispose();
    return performance.now() - began;
  };
  try {
    await timeStep();
    const times: number[] = [];
    for (let i = 0; i < repetitions; i++) times.push(await timeStep());
    return times.sort((a, b) => a - b)[Math.floor(repetitions / 2)] ?? Infinity;
  } finally {
    tf.dispose([kernel, weights, images]);
  }
}

function smallVariable<R extends tf.Rank>(shape: tf.ShapeMap[R]): tf.Variable<R> {
  return tf.tidy(() => tf.variable(tf.randomUniform<R>(shape, -0.1, 0.1)));
}

/** As it comes in training: a half float has no normal number below 6e-5. */
const smallGradient = 1e-6;

/**
 * Whether a small gradient, and what Adam's first step makes of it, are right on the backend in use:
 * GPUs that compute with half floats lose both, and G is NaN after one step.
 */
export async function trainsOnSmallGradients(): Promise<boolean> {
  const [rate, beta1, beta2, epsilon] = [1e-3, 0.5, 0.999, 1e-7];
  const variable = tf.tidy(() => tf.variable(tf.zeros<tf.Rank.R1>([1])));
  try {
    const witness = tf.tidy(() => {
      const loss = () => variable.mul(smallGradient).sum<tf.Scalar>();
      const { grads } = tf.variableGrads(loss, [variable]);
      const gradient = grads[variable.name] ?? tf.tensor1d([NaN]);
      // Term by term as in training, since it is the intermediate values that get lost.
      const m = gradient.mul(1 - beta1).mul(rate / (1 - beta1));
      const v = gradient
        .square()
        .mul(1 - beta2)
        .div(1 - beta2);
      return tf.concat([gradient, m.div(v.sqrt().add(epsilon))]);
    });
    const [gradient = NaN, update = NaN] = await witness.data();
    witness.dispose();
    const right = (rate * smallGradient) / (smallGradient + epsilon);
    return isNear(gradient, smallGradient) && isNear(update, right);
  } finally {
    variable.dispose();
  }
}

function isNear(value: number, right: number): boolean {
  return Math.abs(value / right - 1) < 0.02;
}
