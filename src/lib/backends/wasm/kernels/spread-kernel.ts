import type * as tf from '@tensorflow/tfjs';
import { ShapeCache } from '../products/cache';
import type { KernelTools } from '../heap';
import { register } from './register';

/** Places of the one kernel that a place of the other is a sum of, at the most. */
const most = 4;

/**
 * `SpreadKernel` and its gradient, of `ops/upsample-conv2d`.
 *
 * In one dimension S[a] = K[k − 1 − a] + K[k − a], as far as these exist; so dK[t] is
 * dS[k − 1 − t] + dS[k − t].
 */
export function registerSpreadKernel({ heap, native }: KernelTools): void {
  const tables = new ShapeCache<number>(32, (address) => {
    heap.give(address);
  });
  const run = (kernel: tf.TensorInfo, from: number, to: number): tf.TensorInfo => {
    const [, , rows = 0, columns = 0] = kernel.shape;
    const target = heap.tensor([to, to, columns, rows]);
    // Both ways the indices of the two add up to the smaller size or to one less.
    const sum = Math.min(from, to);
    const places = tables.get(`${from} ${to}`, () => heap.store(placeTable(from, to, sum)));
    const [source, result] = [heap.address(kernel), heap.address(target)];
    native.sumPlacesTransposed(source, places, result, to * to, rows, columns);
    return target;
  };
  register<{ kernel: tf.TensorInfo }, unknown>('SpreadKernel', ({ inputs: { kernel } }) => {
    const [size = 0] = kernel.shape;
    return run(kernel, size, size + 1);
  });
  register<{ dy: tf.TensorInfo }, unknown>('SpreadKernelGradient', ({ inputs: { dy } }) => {
    const [size = 0] = dy.shape;
    return run(dy, size, size - 1);
  });
}

function placeTable(from: number, to: number, sum: number): Int32Array {
  const partners = (index: number) =>
    [sum - 1 - index, sum - index].filter((other) => other >= 0 && other < from);
  const table = new Int32Array(to * to * most).fill(-1);
  for (let y = 0; y < to; y++) {
    for (let x = 0; x < to; x++) {
      const places = partners(y).flatMap((i) => partners(x).map((j) => i * from + j));
      table.set(places, (y * to + x) * most);
    }
  }
  return table;
}
