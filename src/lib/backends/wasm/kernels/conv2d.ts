import type * as tf from '@tensorflow/tfjs';
import { createConvolve } from '../products/convolve';
import { type ConvAttributes, convGeometry } from '../products/geometry';
import type { KernelTools } from '../heap';
import { register } from './register';

interface Inputs {
  readonly x: tf.TensorInfo;
  readonly filter: tf.TensorInfo;
}

/**
 * `Conv2D` as a product that reads the image in place; see `products/convolve`.
 *
 * tfjs's own, by XNNPACK, is half as fast, and wrong for `same` padding where a stride is larger
 * than the kernel.
 */
export function registerConv2d(tools: KernelTools): void {
  const { heap } = tools;
  const convolve = createConvolve(tools);
  register<Inputs, ConvAttributes>('Conv2D', ({ inputs: { x, filter }, attrs }) => {
    const geometry = convGeometry(x.shape, filter.shape, attrs);
    const { batch, output, outChannels } = geometry;
    const y = heap.tensor([batch, ...output, outChannels]);
    convolve(geometry, {
      x: heap.address(x),
      kernel: heap.address(filter),
      y: heap.address(y),
    });
    return y;
  });
}
