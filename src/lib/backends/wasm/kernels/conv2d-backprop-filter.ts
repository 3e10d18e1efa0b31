import type * as tf from '@tensorflow/tfjs';
import { createConvolveFilter } from '../products/convolve-filter';
import { type ConvAttributes, convGeometry } from '../products/geometry';
import type { KernelTools } from '../heap';
import { register } from './register';

interface Inputs {
  readonly x: tf.TensorInfo;
  readonly dy: tf.TensorInfo;
}

interface Attributes extends ConvAttributes {
  readonly filterShape: number[];
}

/**
 * `Conv2DBackpropFilter`, which tfjs's WASM backend lacks: the product of the image's windows,
 * transposed, and dy. dW[i, j, c, k] = Σ x[n, s·h + i − p, s·w + j − p, c] · dy[n, h, w, k] over
 * n, h, w.
 */
export function registerConv2dBackpropFilter(tools: KernelTools): void {
  const { heap } = tools;
  const convolveFilter = createConvolveFilter(tools);
  register<Inputs, Attributes>('Conv2DBackpropFilter', ({ inputs: { x, dy }, attrs }) => {
    const dKernel = heap.tensor(attrs.filterShape);
    convolveFilter(convGeometry(x.shape, attrs.filterShape, attrs), {
      x: heap.address(x),
      dy: heap.address(dy),
      dKernel: heap.address(dKernel),
    });
    return dKernel;
  });
}
