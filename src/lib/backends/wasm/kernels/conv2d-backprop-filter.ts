import * as tf from '@tensorflow/tfjs';
import { register } from './register';

interface Inputs {
  readonly x: tf.Tensor4D;
  readonly dy: tf.Tensor4D;
}

interface Attributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | [number, number][];
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: [number, number, number, number];
}

/**
 * `Conv2DBackpropFilter`, which tfjs's WASM backend lacks.
 *
 * dW[i, j, c, k] = Σ x[n, s·h + i − p, s·w + j − p, c] · dy[n, h, w, k] over n, h, w is itself a
 * convolution: of x with the axes of batch and channels exchanged, by dy, dilated by the stride.
 */
export function registerConv2dBackpropFilter(): void {
  register<Inputs, Attributes>('Conv2DBackpropFilter', ({ inputs: { x, dy }, attrs }) => {
    const { strides, pad, filterShape, dimRoundingMode } = attrs;
    const info = tf.backend_util.computeConv2DInfo(
      x.shape,
      filterShape,
      strides,
      1,
      pad as Parameters<typeof tf.backend_util.computeConv2DInfo>[4],
      dimRoundingMode,
    );
    const { top, bottom, left, right } = info.padInfo;
    return tf.tidy(() => {
      const padded = tf.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]]); // prettier-ignore
      const wide = tf.conv2d(
        tf.transpose(padded, [3, 1, 2, 0]),
        tf.transpose(dy, [1, 2, 0, 3]),
        1,
        'valid',
        'NHWC',
        [info.strideHeight, info.strideWidth],
      );
      // Rows and columns that no stride reached would continue the filter.
      const [height, width, inChannels, outChannels] = filterShape;
      const filter = tf.slice(wide, [0, 0, 0, 0], [inChannels, height, width, outChannels]);
      return tf.transpose(filter, [1, 2, 0, 3]);
    });
  });
}
