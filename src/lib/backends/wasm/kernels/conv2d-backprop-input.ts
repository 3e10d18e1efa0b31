import type * as tf from '@tensorflow/tfjs';
import { createConvolveInput } from '../products/convolve-input';
import { type ConvAttributes, convGeometry } from '../products/geometry';
import type { KernelTools } from '../heap';
import { register } from './register';

interface Inputs {
  readonly dy: tf.TensorInfo;
  readonly filter: tf.TensorInfo;
}

interface Attributes extends ConvAttributes {
  readonly inputShape: number[];
}

/**
 * `Conv2DBackpropInput`, which is the transposed convolution too: by phase, an ordinary convolution
 * of dy with the reversed kernel; see `products/phases`. tfjs's own runs at a tenth of the speed.
 */
export function registerConv2dBackpropInput(tools: KernelTools): void {
  const { heap } = tools;
  const convolveInput = createConvolveInput(tools);
  register<Inputs, Attributes>('Conv2DBackpropInput', ({ inputs: { dy, filter }, attrs }) => {
    const dx = heap.tensor(attrs.inputShape);
    convolveInput(convGeometry(attrs.inputShape, filter.shape, attrs), {
      dy: heap.address(dy),
      kernel: heap.address(filter),
      dx: heap.address(dx),
    });
    return dx;
  });
}
