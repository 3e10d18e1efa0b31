/**
 * The digit classifier that measures generated digits: small enough to ship, and shaped so that its
 * decisions can be looked into.
 *
 * It ends as Lin et al. 2013 (arXiv:1312.4400) propose, in global average pooling and one linear
 * layer, so that a class's logit is a mean over places of the same weighting of the last feature
 * maps: the class activation map of Zhou et al. 2016 (arXiv:1512.04150).
 */
import * as tf from '@tensorflow/tfjs';
import { classCount, digitSize } from '../data/digit-classes';
import { featureCount, featureMapsLayer, featuresLayer } from '../metrics/classifier-layers';
import type { Random } from '../random';

// #region digit-classifier
/**
 * Images `[batch, 28, 28, 1]` in [−1, 1] to the logits of the ten digits, `[batch, 10]`.
 *
 * @param random draws the initial weights; the same state gives the same weights
 */
export function createDigitClassifier(random: Random): tf.Sequential {
  const convolution = (filters: number, kernelSize: number, strides: 1 | 2, inputShape = {}) =>
    tf.layers.conv2d({
      ...inputShape,
      filters,
      kernelSize,
      strides,
      padding: 'same',
      useBias: false, // batch normalization shifts
      kernelInitializer: tf.initializers.heNormal({ seed: random.integer(2 ** 31) }),
    });
  const batchNormalization = () =>
    tf.layers.batchNormalization({ axis: -1, momentum: 0.9, epsilon: 1e-3 });

  return tf.sequential({
    name: 'digit_classifier',
    layers: [
      convolution(32, 5, 2, { inputShape: [digitSize, digitSize, 1] }), // [batch, 14, 14, 32]
      batchNormalization(),
      tf.layers.reLU(),

      convolution(64, 3, 1), // [batch, 14, 14, 64]
      batchNormalization(),
      tf.layers.reLU(),

      convolution(64, 3, 2), // [batch, 7, 7, 64]
      batchNormalization(),
      tf.layers.reLU(),

      convolution(64, 3, 1), // [batch, 7, 7, 64]
      batchNormalization(),
      tf.layers.reLU(),

      convolution(featureCount, 3, 1), // [batch, 7, 7, 64], its centre seeing all of the image
      batchNormalization(),
      tf.layers.reLU({ name: featureMapsLayer }),

      tf.layers.globalAveragePooling2d({ name: featuresLayer }), // [batch, 64]
      tf.layers.dense({
        units: classCount,
        kernelInitializer: tf.initializers.glorotUniform({ seed: random.integer(2 ** 31) }),
      }),
    ],
  });
}
// #endregion
