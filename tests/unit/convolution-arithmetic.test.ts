import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  innerOverlaps,
  largestPadding,
  outputSize,
  resample,
  type Resampling,
  resamplingNames,
  type Square,
  stageOf,
  tapsOf,
} from '@lib/convolution-arithmetic';
import { Random } from '@lib/random';

/** What tfjs's own operation makes of the same input. */
function byTfjs({ operation, kernelSize: k, stride: s, padding: p, outputPadding: a }: Resampling) {
  return (input: Square, kernel: Square) =>
    tf.tidy(() => {
      const x = tf.tensor2d(input as number[][]).expandDims(2) as tf.Tensor3D;
      const w = tf.tensor2d(kernel as number[][]).reshape([k, k, 1, 1]) as tf.Tensor4D;
      const operations = {
        'max-pooling': () => tf.maxPool(x, k, s, p, 'floor'),
        strided: () => tf.conv2d(x, w, s, p, 'NHWC', 1, 'floor'),
        transposed: () => {
          const side = s * (input.length - 1) + k - 2 * p + a;
          return tf.conv2dTranspose(x, w, [side, side, 1], s, p, 'floor');
        },
        upsample: () => {
          const side = s * input.length;
          return tf.conv2d(tf.image.resizeNearestNeighbor(x, [side, side]), w, 1, p);
        },
      };
      return (operations[operation]().squeeze([2]) as tf.Tensor2D).arraySync();
    });
}

const square = (size: number, random: Random): Square =>
  Array.from({ length: size }, () => Array.from({ length: size }, () => random.integer(9) - 4));

const resamplings = fc
  .record({
    operation: fc.constantFrom(...resamplingNames),
    kernelSize: fc.integer({ min: 1, max: 5 }),
    stride: fc.integer({ min: 1, max: 3 }),
    inputSize: fc.integer({ min: 3, max: 6 }),
    seed: fc.nat(1000),
  })
  .chain((chosen) =>
    fc
      .record({
        padding: fc.integer({ min: 0, max: largestPadding(chosen.kernelSize) }),
        outputPadding: fc.integer({ min: 0, max: chosen.stride - 1 }),
      })
      .map((rest) => ({ ...chosen, ...rest })),
  )
  .filter(({ inputSize, ...resampling }) => outputSize(resampling, inputSize) >= 1);

test("every operation agrees with tfjs's own, size and values", () => {
  fc.assert(
    fc.property(resamplings, ({ inputSize, seed, ...resampling }) => {
      const random = new Random(seed);
      const [input, kernel] = [square(inputSize, random), square(resampling.kernelSize, random)];
      const { values } = resample({ resampling, input, kernel });
      expect(values).toHaveLength(outputSize(resampling, inputSize));
      // Integers, so that the sums are exact; adding 0 takes the sign off a zero.
      const plain = (rows: Square) => rows.map((row) => row.map((value) => value + 0));
      expect(plain(values)).toEqual(plain(byTfjs(resampling)(input, kernel)));
    }),
    { seed: 5, numRuns: 150 },
  );
});

describe('the overlap away from the border', () => {
  const overlaps = (operation: Resampling['operation'], kernelSize: number, padding: number) =>
    innerOverlaps({ operation, kernelSize, stride: 2, padding, outputPadding: 0 }, 6);

  test('is uneven for a transposed convolution with k = 5 and s = 2: 9, 6 and 4', () => {
    expect(overlaps('transposed', 5, 2)).toEqual([9, 6, 4]);
  });

  test('is even where s divides k', () => {
    expect(overlaps('transposed', 4, 1)).toEqual([4]);
  });

  test('is even for a convolution after upsampling', () => {
    expect(overlaps('upsample', 5, 2)).toEqual([25]);
  });
});

test("the article's line (1, 2, 3) becomes (1, 1.5, 2, 2.5, 3)", () => {
  const resampling = {
    operation: 'transposed',
    kernelSize: 3,
    stride: 2,
    padding: 1,
    outputPadding: 0,
  } as const;
  const line = [1, 2, 3];
  const kernel = [0.5, 1, 0.5].map((a) => [0.5, 1, 0.5].map((b) => a * b));
  // Rows alike but for a factor, so that every second row is the line.
  const { values } = resample({ resampling, input: [line, line, line], kernel });
  expect(values[0]).toEqual([1, 1.5, 2, 2.5, 3]);
});

test('an output beyond the edge is refused', () => {
  const resampling = {
    operation: 'strided',
    kernelSize: 3,
    stride: 2,
    padding: 0,
    outputPadding: 0,
  };
  const stage = stageOf(resampling as Resampling, 3);
  expect(() => tapsOf(resampling as Resampling, stage, { row: 1, column: 0 })).toThrow(RangeError);
});
