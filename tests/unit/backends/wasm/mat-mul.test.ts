import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, it } from 'vitest';
import { expectLikeCpu, plainTensor } from './compare';
import { activateWasm } from './node-wasm';

beforeAll(activateWasm);

describe('matrix products on WASM', () => {
  it('have the values of the CPU backend for any shape and either operand transposed', async () => {
    const size = fc.integer({ min: 1, max: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          rows: size,
          columns: size,
          depth: size,
          batch: fc.integer({ min: 1, max: 3 }),
          transposeA: fc.boolean(),
          transposeB: fc.boolean(),
          seed: fc.integer(),
        }),
        async ({ rows, columns, depth, batch, transposeA, transposeB, seed }) => {
          const a = plainTensor([batch, ...(transposeA ? [depth, rows] : [rows, depth])], seed);
          const b = plainTensor([...(transposeB ? [columns, depth] : [depth, columns])], seed + 1);
          await expectLikeCpu([a, b], (a, b) =>
            tf.matMul(a as tf.Tensor, b as tf.Tensor, transposeA, transposeB),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are right where the depth is divided into runs', async () => {
    for (const [rows, columns, depth] of [
      [7, 300, 2100],
      [300, 7, 2100],
      [20, 20, 1031],
      [9, 2000, 33],
    ] as const) {
      for (const [transposeA, transposeB] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ] as const) {
        const a = plainTensor(transposeA ? [depth, rows] : [rows, depth], 1);
        const b = plainTensor(transposeB ? [columns, depth] : [depth, columns], 2);
        await expectLikeCpu([a, b], (a, b) =>
          tf.matMul(a as tf.Tensor, b as tf.Tensor, transposeA, transposeB),
        );
      }
    }
  });
});
