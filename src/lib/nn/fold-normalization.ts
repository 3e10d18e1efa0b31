import * as tf from '@tensorflow/tfjs';
import type { Layer } from './weighted-layers';

/**
 * The first convolutions of a network whose layers are convolution without bias, batch normalization,
 * ReLU, and again: the normalization is folded into each convolution's kernel and bias. Computes what
 * the network computes in inference mode, in a fraction of the operations; for networks that learn no
 * more.
 *
 * @param count convolutions, from the input on
 * @returns a model of its own; the one given stays the caller's
 */
export function foldNormalization(model: tf.Sequential, count: number): tf.Sequential {
  const folded = tf.sequential();
  tf.tidy(() => {
    const weights: tf.Tensor[] = [];
    for (let i = 0; i < count; i++) {
      const [convolution, normalization, activation] = model.layers.slice(3 * i, 3 * i + 3);
      if (activation?.getClassName() !== 'ReLU') throw new Error('a convolution, BN and ReLU only');
      const { filters, kernelSize, strides, padding } = (convolution as Layer).getConfig();
      folded.add(
        tf.layers.conv2d({
          filters: filters as number,
          kernelSize: kernelSize as number,
          strides: strides as number,
          padding: padding as 'same',
          activation: 'relu',
          ...(i === 0 ? { inputShape: model.inputs[0]?.shape.slice(1) as number[] } : {}),
        }),
      );
      weights.push(...foldedWeights(convolution as Layer, normalization as Layer));
    }
    folded.setWeights(weights);
  });
  return folded;
}

function foldedWeights(convolution: Layer, normalization: Layer): tf.Tensor[] {
  const [kernel] = convolution.getWeights() as [tf.Tensor];
  const [gamma, beta, mean, variance] = normalization.getWeights() as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  const scale = gamma.div(variance.add(normalization.getConfig()['epsilon'] as number).sqrt());
  return [kernel.mul(scale), beta.sub(mean.mul(scale))];
}
