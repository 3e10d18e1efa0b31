import * as tf from '@tensorflow/tfjs';
import { Random } from '@lib/random';

/** Values in [low, high) of one seed. */
export function randomTensor<R extends tf.Rank>(
  shape: tf.ShapeMap[R],
  { seed = 1, low = -1, high = 1 } = {},
): tf.Tensor<R> {
  const values = new Float32Array(tf.util.sizeFromShape(shape));
  new Random(seed).fillUniform(values, low, high);
  return tf.tensor(values, shape);
}

/** The weights of a model as it trains them, in its order. */
export function variablesOf(model: tf.LayersModel): tf.Variable[] {
  return model.weights.map((weight) => weight.read() as tf.Variable);
}

export function trainableVariablesOf(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}

/** Replace every weight by random values, so that none is at an initial 0 or 1. */
export function randomize(model: tf.LayersModel, seed = 1): void {
  tf.tidy(() => {
    variablesOf(model).forEach((variable, i) => {
      const isVariance = variable.name.includes('variance');
      const range = isVariance ? { low: 0.5, high: 2 } : { low: -0.7, high: 0.7 };
      variable.assign(randomTensor(variable.shape, { seed: seed * 1000 + i, ...range }));
    });
  });
}

export const plain = (tensors: readonly tf.Tensor[]): number[][] =>
  tensors.map((tensor) => [...tensor.dataSync()]);

/** The largest difference between two tensors of the same shape. */
export function distance(a: tf.Tensor, b: tf.Tensor): number {
  if (!tf.util.arraysEqual(a.shape, b.shape)) {
    throw new Error(`shapes [${a.shape.join()}] and [${b.shape.join()}] differ`);
  }
  return tf.tidy(() => a.sub(b).abs().max().dataSync()[0] ?? NaN);
}

/** How far apart a tensor's least and greatest values are: 0 if it shows nothing. */
export function spread(tensor: tf.Tensor): number {
  const values = tensor.dataSync();
  return Math.max(...values) - Math.min(...values);
}
