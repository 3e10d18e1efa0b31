import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectLikeCpu, plainTensor } from '../compare';

interface Product {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly batches?: readonly [number[], number[]];
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly seed?: number;
}

async function expectProduct(product: Product): Promise<void> {
  const { rows, columns, depth, transposeA, transposeB, seed = 1 } = product;
  const [aBatch, bBatch] = product.batches ?? [[], []];
  const a = plainTensor([...aBatch, ...(transposeA ? [depth, rows] : [rows, depth])], seed);
  const b = plainTensor(
    [...bBatch, ...(transposeB ? [columns, depth] : [depth, columns])],
    seed + 1,
  );
  await expectLikeCpu([a, b], (a, b) => tf.matMul(a, b, transposeA, transposeB));
}

const size = fc.integer({ min: 1, max: 40 });

export function matMulSuite(): void {
  describe('a matrix product', () => {
    it('has the values of the CPU for any shape and either operand transposed', async () => {
      const product = fc.record({
        rows: size,
        columns: size,
        depth: size,
        batches: fc.constantFrom<[number[], number[]]>(
          [[], []],
          [[3], [3]],
          [[1], [3]],
          [
            [2, 2],
            [2, 2],
          ],
        ),
        transposeA: fc.boolean(),
        transposeB: fc.boolean(),
        seed: fc.integer(),
      });
      await fc.assert(fc.asyncProperty(product, expectProduct), { numRuns: 100 });
    });

    it('is refused where the inner sizes differ', () => {
      const [a, b] = [tf.ones([2, 3]), tf.ones([4, 3])];
      expect(() => tf.matMul(a, b)).toThrow(/inner shapes \(3\) and \(4\)/);
      expect(tf.matMul(a, b, false, true).shape).toEqual([2, 4]);
      expect(() => tf.matMul(a, b, true, true)).toThrow(/inner shapes \(2\) and \(3\)/);
    });

    it.each([
      ['few rows and many columns', 7, 300, 2100],
      ['many rows and few columns', 300, 7, 2100],
      ['a depth that cannot be divided', 20, 20, 1031],
      ['a result larger than its operands', 100, 2000, 5],
    ])('has them with %s', async (_, rows, columns, depth) => {
      for (const transposeA of [false, true]) {
        for (const transposeB of [false, true]) {
          await expectProduct({ rows, columns, depth, transposeA, transposeB });
        }
      }
    });
  });
}
