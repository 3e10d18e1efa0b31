import * as tf from '@tensorflow/tfjs';
import { createMultiply } from '../products/multiply';
import type { KernelTools } from '../heap';
import { register } from './register';

interface Inputs {
  readonly a: tf.TensorInfo;
  readonly b: tf.TensorInfo;
}

interface Attributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/**
 * `BatchMatMul`: tfjs's own is fast only where neither operand is transposed, which those of
 * gradients are.
 */
export function registerBatchMatMul(tools: KernelTools): void {
  const { heap } = tools;
  const multiply = createMultiply(tools);
  register<Inputs, Attributes>('BatchMatMul', ({ inputs: { a, b }, attrs }) => {
    const { transposeA, transposeB } = attrs;
    const [aRows = 1, aColumns = 1] = a.shape.slice(-2);
    const [bRows = 1, bColumns = 1] = b.shape.slice(-2);
    const rows = transposeA ? aColumns : aRows;
    const columns = transposeB ? bRows : bColumns;
    const depth = transposeA ? aRows : aColumns;
    const bDepth = transposeB ? bColumns : bRows;
    // In tfjs's words, which a hint knows.
    tf.util.assert(
      depth === bDepth,
      () =>
        `Error in matMul: inner shapes (${depth}) and (${bDepth}) of Tensors with shapes ${a.shape} and ${b.shape} must match.`,
    );
    const batchShape = tf.broadcast_util.assertAndGetBroadcastShape(
      a.shape.slice(0, -2),
      b.shape.slice(0, -2),
    );
    const c = heap.tensor([...batchShape, rows, columns]);
    const batch = tf.util.sizeFromShape(batchShape);
    const [aBatch, bBatch] = [a, b].map(({ shape }) => tf.util.sizeFromShape(shape.slice(0, -2)));
    for (let i = 0; i < batch; i++) {
      multiply(
        { rows, columns, depth, transposeA, transposeB },
        {
          a: heap.address(a) + (i % (aBatch ?? 1)) * rows * depth * 4,
          b: heap.address(b) + (i % (bBatch ?? 1)) * columns * depth * 4,
          c: heap.address(c) + i * rows * columns * 4,
        },
      );
    }
    return c;
  });
}
