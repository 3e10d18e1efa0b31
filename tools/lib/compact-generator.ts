/** The generator of models/dcgan, trained, as a smaller network that draws the same. */
import * as tf from '@tensorflow/tfjs';
import { factorise } from './low-rank';

export interface CompactOptions {
  /** A trained network of models/dcgan; stays as it is. */
  readonly generator: tf.Sequential;
  /** `[count, 100]`; what the compact network is to draw well. */
  readonly noise: tf.Tensor2D;
  /** Units between the two halves of the large dense layer. */
  readonly rank: number;
}

/**
 * Take batch normalization's moving statistics into the weights before it, and the dense layer of
 * 1024 × 6272 weights apart into two (see `low-rank`).
 */
export function compactGenerator({ generator, noise, rank }: CompactOptions) {
  const [dense1, norm1, dense2, norm2, convolution1, norm3, convolution2] = generator.layers.filter(
    (layer) => layer.weights.length > 0,
  ) as Seven;
  const first = foldedWeights(dense1, norm1);
  const second = foldedWeights(dense2, norm2);
  const third = foldedWeights(convolution1, norm3);

  const hidden = tf.relu(noise.matMul(first.kernel as tf.Tensor2D).add(first.bias));
  const {
    first: a,
    second: b,
    bias,
    error,
  } = factorise(
    { kernel: second.kernel as tf.Tensor2D, bias: second.bias },
    hidden as tf.Tensor2D,
    rank,
  );
  const reshape = generator.layers.find((layer) => layer.getClassName() === 'Reshape');
  const model = createCompactGenerator({
    noise: first.kernel.shape[0] ?? 0,
    hidden: first.bias.size,
    rank,
    maps: reshape?.getConfig()['targetShape'] as [number, number, number],
    filters: third.bias.size,
  });
  model.setWeights([
    ...[first.kernel, first.bias, a, b, bias, third.kernel, third.bias],
    ...convolution2.getWeights(),
  ]);
  return { model, error };
}

type Layer = tf.layers.Layer;
type Seven = [Layer, Layer, Layer, Layer, Layer, Layer, Layer];

interface Sizes {
  readonly noise: number;
  readonly hidden: number;
  readonly rank: number;
  readonly maps: [number, number, number];
  readonly filters: number;
}

function createCompactGenerator({ noise, hidden, rank, maps, filters }: Sizes): tf.Sequential {
  const convolution = { kernelSize: 5, padding: 'same' } as const;
  return tf.sequential({
    name: 'generator',
    layers: [
      tf.layers.dense({ inputShape: [noise], units: hidden }),
      tf.layers.reLU(),
      tf.layers.dense({ units: rank, useBias: false }),
      tf.layers.dense({ units: tf.util.sizeFromShape(maps) }),
      tf.layers.reLU(),
      tf.layers.reshape({ targetShape: maps }),
      tf.layers.upSampling2d({ size: [2, 2] }),
      tf.layers.conv2d({ ...convolution, filters }),
      tf.layers.reLU(),
      tf.layers.upSampling2d({ size: [2, 2] }),
      tf.layers.conv2d({ ...convolution, filters: 1, activation: 'tanh' }),
    ],
  });
}

/** γ (x · W + b − μ) / √(v + ε) + β as x · W′ + b′. */
function foldedWeights(layer: Layer, normalization: Layer) {
  const [kernel, bias] = layer.getWeights() as [tf.Tensor, tf.Tensor1D];
  const [gamma, beta, mean, variance] = normalization.getWeights() as [
    tf.Tensor1D,
    tf.Tensor1D,
    tf.Tensor1D,
    tf.Tensor1D,
  ];
  const { epsilon } = normalization.getConfig() as { epsilon: number };
  const scale = gamma.div(variance.add(epsilon).sqrt());
  return { kernel: kernel.mul(scale), bias: bias.sub(mean).mul(scale).add(beta) as tf.Tensor1D };
}
