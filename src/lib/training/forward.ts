/**
 * Runs a `tf.Sequential` layer by layer, the way training needs it.
 *
 * `model.apply` would do the same sums. It cannot, however, draw dropout masks from a given seeded
 * generator, leave the moving statistics alone where asked, or see that two neighbouring layers
 * (upsampling and convolution, batch normalization and ReLU) have one common, faster operation.
 * Models are written without a thought of this; whatever is not recognised here is simply applied.
 */
import * as tf from '@tensorflow/tfjs';
import { batchNormalizeTraining } from '../ops/batch-normalization';
import { upsampleConv2d } from '../ops/upsample-conv2d';
import type { Random } from '../random';

export interface ForwardOptions {
  /** `training`: statistics of the batch and dropout; `inference`: moving statistics, no dropout. */
  readonly mode: 'training' | 'inference';
  /** Draws dropout masks; needed in training mode by models that have dropout. */
  readonly random?: Random;
  /** Whether training mode moves batch normalization's moving statistics; default false. */
  readonly updateStatistics?: boolean;
}

/** Input `[batch, …]` to the model's output, differentiable with respect to input and weights. */
export type Forward = (input: tf.Tensor, options: ForwardOptions) => tf.Tensor;

type Layer = tf.Sequential['layers'][number];

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

/** The operation for the next layer or layers, and how many of them it covers. */
function recognise([layer, next]: readonly Layer[]): { forward: Forward; length: number } {
  if (!layer) throw new Error('a model without layers');
  switch (layer.getClassName()) {
    case 'UpSampling2D':
      if (next && canFollowUpsampling(layer, next)) {
        return { forward: upsampledConvolution(next), length: 2 };
      }
      break;
    case 'BatchNormalization':
      if (next?.getClassName() === 'ReLU' && (next.getConfig()['maxValue'] ?? null) === null) {
        return { forward: batchNormalization(layer, 'relu'), length: 2 };
      }
      return { forward: batchNormalization(layer), length: 1 };
    case 'Dropout':
      return { forward: dropout(layer.getConfig()['rate'] as number), length: 1 };
  }
  return { forward: (x) => layer.apply(x) as tf.Tensor, length: 1 };
}

function canFollowUpsampling(upsampling: Layer, convolution: Layer): boolean {
  if (convolution.getClassName() !== 'Conv2D') return false;
  const { size, interpolation } = upsampling.getConfig() as {
    size: number[];
    interpolation?: string;
  };
  const config = convolution.getConfig() as Record<string, unknown>;
  const { strides, padding, kernelSize, dilationRate, dataFormat } = config;
  const isAll = (value: unknown, expected: number) => [value].flat().every((v) => v === expected);
  const [height, width] = [kernelSize].flat() as number[];
  return (
    isAll(size, 2) &&
    (interpolation ?? 'nearest') === 'nearest' &&
    isAll(strides, 1) &&
    isAll(dilationRate ?? 1, 1) &&
    padding === 'same' &&
    dataFormat !== 'channelsFirst' &&
    height === width &&
    (height ?? 0) % 2 === 1
  );
}

function upsampledConvolution(convolution: Layer): Forward {
  const [kernel, bias] = convolution.weights;
  const { activation } = convolution.getConfig();
  if (!kernel) throw new Error(`layer "${convolution.name}" has no kernel`);
  const activate = tf.layers.activation({ activation: (activation ?? 'linear') as 'linear' });
  return (x) => {
    const y = upsampleConv2d({
      x: x as tf.Tensor4D,
      kernel: kernel.read() as tf.Tensor4D,
      ...(bias ? { bias: bias.read() as tf.Tensor1D } : {}),
    });
    return activation === 'linear' ? y : (activate.apply(y) as tf.Tensor);
  };
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
  return (x, { mode, updateStatistics = false }) => {
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
      moveTowards(movingMean.read() as tf.Variable, mean, momentum);
      moveTowards(movingVariance.read() as tf.Variable, variance, momentum);
    }
    return y;
  };
}

/** moving ← momentum · moving + (1 − momentum) · value */
function moveTowards(moving: tf.Variable, value: tf.Tensor, momentum: number): void {
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
