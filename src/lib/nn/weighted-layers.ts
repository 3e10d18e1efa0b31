/** Layers of `tf.Sequential` models that multiply by weights, with the activation that follows. */
import * as tf from '@tensorflow/tfjs';
import { type Activation, biasActivation } from './ops/bias-activation';
import { upsampleConv2d } from './ops/upsample-conv2d';

export type Layer = tf.Sequential['layers'][number];

/** The operation of one or more neighbouring layers. */
export interface LayersOperation {
  readonly run: (x: tf.Tensor) => tf.Tensor;
  /** How many layers it covers. */
  readonly length: number;
}

/**
 * Recognise the next layers as a dense layer or a two-dimensional convolution, perhaps after an
 * upsampling, together with the activation in the layer or after it.
 *
 * @returns nothing if they are anything else, or of an option that is not known here
 */
export function weightedLayers(layers: readonly Layer[]): LayersOperation | null {
  const [layer, next] = layers;
  switch (layer?.getClassName()) {
    case 'UpSampling2D': {
      if (!next || !canFollowUpsampling(layer, next)) return null;
      const rest = withActivation(layers.slice(1), upsampledConvolution);
      return rest && { ...rest, length: rest.length + 1 };
    }
    case 'Conv2D':
      return config(layer)['dataFormat'] === 'channelsFirst'
        ? null
        : withActivation(layers, convolution);
    case 'Dense':
      return ranks(layer) === 2 ? withActivation(layers, dense) : null;
    default:
      return null;
  }
}

type Weighted = (layer: Layer, activation: Activation) => LayersOperation['run'];

function withActivation([layer, next]: readonly Layer[], create: Weighted): LayersOperation | null {
  if (!layer) return null;
  const own = ownActivation(config(layer)['activation']);
  if (!own) return null;
  const following = own.name === 'linear' && next ? activationLayer(next) : null;
  return { run: create(layer, following ?? own), length: following ? 2 : 1 };
}

function ownActivation(name: unknown): Activation | null {
  return name === 'linear' || name === 'relu' || name === 'tanh' ? { name } : null;
}

/** What a layer of its own does, if it is an activation that can be joined. */
function activationLayer(layer: Layer): Activation | null {
  const { alpha, maxValue } = config(layer);
  switch (layer.getClassName()) {
    case 'LeakyReLU':
      return isSlope(alpha) ? { name: 'leaky-relu', slope: alpha } : null;
    case 'ReLU':
      return (maxValue ?? null) === null ? { name: 'relu' } : null;
    default:
      return null;
  }
}

function isSlope(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

const dense: Weighted = (layer, activation) => {
  const weights = weightsOf(layer);
  return (x) => {
    const { kernel, bias } = weights();
    return biasActivation(tf.matMul(x, kernel), { bias, activation });
  };
};

const convolution: Weighted = (layer, activation) => {
  const weights = weightsOf(layer);
  const { strides, padding, dilationRate } = config(layer) as {
    strides: [number, number];
    padding: 'same' | 'valid';
    dilationRate?: [number, number];
  };
  return (x) => {
    const { kernel, bias } = weights();
    const sums = tf.conv2d(
      x as tf.Tensor4D,
      kernel as tf.Tensor4D,
      strides,
      padding,
      'NHWC',
      dilationRate ?? 1,
    );
    return biasActivation(sums, { bias, activation });
  };
};

const upsampledConvolution: Weighted = (layer, activation) => {
  const weights = weightsOf(layer);
  return (x) => {
    const { kernel, bias } = weights();
    return upsampleConv2d({
      x: x as tf.Tensor4D,
      kernel: kernel as tf.Tensor4D,
      bias: bias as tf.Tensor1D | undefined,
      activation,
    });
  };
};

function canFollowUpsampling(upsampling: Layer, convolution: Layer): boolean {
  if (convolution.getClassName() !== 'Conv2D') return false;
  const { size, interpolation } = config(upsampling);
  const { strides, padding, kernelSize, dilationRate, dataFormat } = config(convolution);
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

/** Reads a layer's weights as they are at the time. */
function weightsOf(layer: Layer): () => { kernel: tf.Tensor; bias: tf.Tensor | undefined } {
  const [kernel, bias] = layer.weights;
  if (!kernel) throw new Error(`layer "${layer.name}" has no kernel`);
  return () => ({ kernel: kernel.read(), bias: bias?.read() });
}

function config(layer: Layer): Record<string, unknown> {
  return layer.getConfig();
}

/** Dimensions of a layer's input. */
function ranks(layer: Layer): number | undefined {
  return [layer.input].flat()[0]?.shape.length;
}
