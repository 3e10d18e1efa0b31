/**
 * Runs a `tf.Sequential` layer by layer, the way training needs it.
 *
 * `model.apply` would do the same sums. It cannot, however, draw dropout masks from a given seeded
 * generator, leave the moving statistics alone where asked, or see that two neighbouring layers
 * (upsampling and convolution, convolution and Leaky ReLU, batch normalization and ReLU) have one
 * common, faster operation. Nor does it leave out gradients that nobody asked for: those of D's
 * kernels while G learns, for one.
 * Models are written without a thought of this; whatever is not recognised here is simply applied.
 */
import * as tf from '@tensorflow/tfjs';
import { batchNormalizeTraining } from './ops/batch-normalization';
import { maxOverPieces } from './ops/max-over-pieces';
import { upsample } from './ops/upsample';
import type { ForwardOptions } from './network';
import { type Layer, weightedLayers } from './weighted-layers';

/** Input `[batch, …]` to the model's output, differentiable with respect to input and weights. */
export type Forward = (input: tf.Tensor, options: ForwardOptions) => tf.Tensor;

/** Read the model's layers once and return the function that runs them. */
export function compileForward(model: tf.Sequential): Forward {
  const steps: Forward[] = [];
  const layers = [...model.layers];
  while (layers.length > 0) {
    const { forward, length } = recognise(layers);
    steps.push(forward);
    layers.splice(0, length);
  }
  return (input, options) => steps.reduce((x, forward) => forward(x, options), input);
}

/** The model's layers one by one, none joined with its neighbour: slower, but every value can be seen. */
export function compileLayers(
  model: tf.Sequential,
): readonly { readonly layer: Layer; readonly forward: Forward }[] {
  return model.layers.map((layer) => ({ layer, forward: recognise([layer]).forward }));
}

interface Recognised {
  readonly forward: Forward;
  /** How many layers it covers. */
  readonly length: number;
}

/** The operation for the next layer or layers. */
function recognise(layers: readonly Layer[]): Recognised {
  const [layer, next] = layers;
  if (!layer) throw new Error('a model without layers');
  switch (layer.getClassName()) {
    case 'BatchNormalization':
      if (next?.getClassName() === 'ReLU' && (next.getConfig()['maxValue'] ?? null) === null) {
        return { forward: batchNormalization(layer, 'relu'), length: 2 };
      }
      return { forward: batchNormalization(layer), length: 1 };
    case 'Dropout':
      return { forward: dropout(layer.getConfig()['rate'] as number), length: 1 };
    case 'GlobalMaxPooling1D':
      return { forward: (x) => maxOverPieces(x as tf.Tensor3D), length: 1 };
  }
  const weighted = weightedLayers(layers);
  if (weighted) return { forward: weighted.run, length: weighted.length };
  const factors = layer.getClassName() === 'UpSampling2D' ? upsamplingFactors(layer) : null;
  if (factors) return { forward: (x) => upsample(x as tf.Tensor4D, factors), length: 1 };
  return { forward: (x) => layer.apply(x) as tf.Tensor, length: 1 };
}

/** @returns nothing if the layer interpolates, or has its channels first */
function upsamplingFactors(layer: Layer): readonly [number, number] | null {
  const { size, interpolation, dataFormat } = layer.getConfig();
  if ((interpolation ?? 'nearest') !== 'nearest' || dataFormat === 'channelsFirst') return null;
  const [rows = 1, columns = rows] = [size].flat() as number[];
  return [rows, columns];
}

function batchNormalization(layer: Layer, activation?: 'relu'): Forward {
  const config = layer.getConfig() as { axis: number; momentum: number; epsilon: number };
  const { axis, momentum, epsilon } = config;
  const lastAxis = [layer.input].flat().map(({ shape }) => shape.length - 1)[0];
  if (axis !== -1 && axis !== lastAxis) {
    throw new Error(`layer "${layer.name}" normalises axis ${axis}, expected the last one`);
  }
  const [gamma, beta, movingMean, movingVariance] = layer.weights;
  if (!gamma || !beta || !movingMean || !movingVariance) {
    throw new Error(`layer "${layer.name}" lacks weights: it must be built, scaled and centred`);
  }
  return (x, { mode, updateStatistics = false, statisticsMomentum = momentum }) => {
    if (mode === 'inference') {
      const y = layer.apply(x) as tf.Tensor;
      return activation ? tf.relu(y) : y;
    }
    const { y, mean, variance } = batchNormalizeTraining({
      x,
      gamma: gamma.read() as tf.Tensor1D,
      beta: beta.read() as tf.Tensor1D,
      epsilon,
      ...(activation ? { activation } : {}),
    });
    if (updateStatistics) {
      moveStatistics(movingMean.read() as tf.Variable, mean, statisticsMomentum);
      moveStatistics(movingVariance.read() as tf.Variable, variance, statisticsMomentum);
    }
    return y;
  };
}

/** moving ← momentum · moving + (1 − momentum) · value */
function moveStatistics(moving: tf.Variable, value: tf.Tensor, momentum: number): void {
  tf.tidy(() => {
    moving.assign(moving.mul(momentum).add(value.mul(1 - momentum)));
  });
}

/** Inverted dropout (Srivastava et al. 2014): zero with probability `rate`, scale the rest up. */
function dropout(rate: number): Forward {
  return (x, { mode, random }) => {
    if (mode === 'inference' || rate === 0) return x;
    if (!random) throw new Error('a model with dropout needs `random` in training mode');
    const mask = new Float32Array(x.size);
    for (let i = 0; i < mask.length; i++) mask[i] = random.uniform() < rate ? 0 : 1 / (1 - rate);
    return x.mul(tf.tensor(mask, x.shape));
  };
}
