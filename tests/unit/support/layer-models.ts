import * as tf from '@tensorflow/tfjs';
import { randomize, randomTensor } from './tensors';

const { layers } = tf;

/** A model of random weights. */
export function modelOf(...list: tf.layers.Layer[]): tf.Sequential {
  const model = tf.sequential({ layers: list });
  randomize(model, 3);
  return model;
}

const inputShape = [4, 3, 2];

/** Upsampling of images. */
export const up = (size = 2, interpolation: 'nearest' | 'bilinear' = 'nearest') =>
  layers.upSampling2d({ size: [size, size], interpolation, inputShape });

type ConvolutionConfig = Partial<Parameters<typeof layers.conv2d>[0]>;

/** A convolution of whatever comes before. */
export const conv = (config: ConvolutionConfig = {}) =>
  layers.conv2d({ filters: 3, kernelSize: 5, padding: 'same', ...config });

/** A convolution of images. */
const down = (config: ConvolutionConfig = {}) => conv({ inputShape, ...config });

const flat = () => layers.flatten({ inputShape });

/** Images for all of these models: `[batch, 4, 3, 2]`. */
export const imagesOf = (batch = 2) => randomTensor<tf.Rank.R4>([batch, 4, 3, 2], { seed: 5 });

/** Models by what is special about them. */
export const layerModels: Record<string, () => tf.Sequential> = {
  'upsampling and convolution': () => modelOf(up(), conv()),
  'upsampling and convolution with tanh': () => modelOf(up(), conv({ activation: 'tanh' })),
  'upsampling and convolution without a bias': () =>
    modelOf(up(), conv({ useBias: false, kernelSize: 3 })),
  'upsampling and 1 × 1 convolution': () => modelOf(up(), conv({ kernelSize: 1 })),
  'upsampling and a strided convolution': () => modelOf(up(), conv({ strides: 2 })),
  'upsampling and a convolution without padding': () => modelOf(up(), conv({ padding: 'valid' })),
  'upsampling and a convolution of even size': () => modelOf(up(), conv({ kernelSize: 4 })),
  'upsampling and a rectangular convolution': () => modelOf(up(), conv({ kernelSize: [3, 5] })),
  'upsampling and a dilated convolution': () =>
    modelOf(up(), conv({ kernelSize: 3, dilationRate: 2 })),
  'threefold upsampling and convolution': () => modelOf(up(3), conv()),
  'bilinear upsampling and convolution': () => modelOf(up(2, 'bilinear'), conv()),
  'upsampling twice and convolution': () => modelOf(up(), layers.upSampling2d({}), conv()),
  'upsampling alone': () => modelOf(up()),
  'batch normalization': () => modelOf(down(), layers.batchNormalization()),
  'batch normalization and ReLU': () => modelOf(down(), layers.batchNormalization(), layers.reLU()),
  'batch normalization and a ReLU that ends at 0.3': () =>
    modelOf(down(), layers.batchNormalization(), layers.reLU({ maxValue: 0.3 })),
  'batch normalization and Leaky ReLU': () =>
    modelOf(down(), layers.batchNormalization({ epsilon: 0.1 }), layers.leakyReLU({ alpha: 0.2 })),
  'batch normalization over the last axis by its number': () =>
    modelOf(down(), layers.batchNormalization({ axis: 3 })),
  'a strided convolution and Leaky ReLU': () =>
    modelOf(down({ strides: 2 }), layers.leakyReLU({ alpha: 0.2 })),
  'a convolution without padding or bias and Leaky ReLU': () =>
    modelOf(
      down({ strides: 2, padding: 'valid', kernelSize: 3, useBias: false }),
      layers.leakyReLU({ alpha: 0.3 }),
    ),
  'a dilated convolution and Leaky ReLU': () =>
    modelOf(down({ kernelSize: 3, dilationRate: 2 }), layers.leakyReLU({ alpha: 0.2 })),
  'a rectangular convolution with strides of its own and ReLU': () =>
    modelOf(down({ kernelSize: [3, 5], strides: [2, 1] }), layers.reLU()),
  'a convolution with tanh and Leaky ReLU': () =>
    modelOf(down({ activation: 'tanh' }), layers.leakyReLU({ alpha: 0.2 })),
  'a dense layer and Leaky ReLU': () =>
    modelOf(flat(), layers.dense({ units: 5 }), layers.leakyReLU({ alpha: 0.1 })),
  'a dense layer and a ReLU that ends at 0.3': () =>
    modelOf(flat(), layers.dense({ units: 5 }), layers.reLU({ maxValue: 0.3 })),
  'a dense layer with a sigmoid, without a bias': () =>
    modelOf(flat(), layers.dense({ units: 5, activation: 'sigmoid', useBias: false })),
  'a dense layer on images': () => modelOf(layers.dense({ inputShape, units: 5 })),
  'a transposed convolution': () =>
    modelOf(
      layers.conv2dTranspose({
        inputShape,
        filters: 3,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
      }),
    ),
  'a discriminator’s layers': () =>
    modelOf(
      conv({ inputShape, strides: 2 }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.flatten(),
      layers.dense({ units: 4 }),
      layers.dropout({ rate: 0.5 }),
      layers.dense({ units: 1 }),
    ),
  'a generator’s layers': () =>
    modelOf(
      layers.flatten({ inputShape }),
      layers.dense({ units: 12 }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.reshape({ targetShape: [2, 2, 3] }),
      layers.upSampling2d({ size: [2, 2] }),
      conv(),
      layers.batchNormalization(),
      layers.reLU(),
      layers.upSampling2d({ size: [2, 2] }),
      conv({ filters: 1, activation: 'tanh' }),
    ),
};
