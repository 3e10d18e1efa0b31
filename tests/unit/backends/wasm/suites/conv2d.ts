import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectLikeCpu, type PlainTensor, plainTensor } from '../compare';

const size = (max: number) => fc.integer({ min: 1, max });

/** A convolution that fits: with `valid` padding the kernel is no larger than the image. */
const anyConvolution = fc
  .record({
    batch: size(3),
    height: size(11),
    width: size(11),
    inChannels: size(9),
    outChannels: size(17),
    kernelHeight: size(6),
    kernelWidth: size(6),
    strideHeight: size(3),
    strideWidth: size(3),
    pad: fc.constantFrom<'same' | 'valid'>('same', 'valid'),
    seed: fc.integer(),
  })
  .filter(
    ({ pad, height, width, kernelHeight, kernelWidth }) =>
      pad === 'same' || (kernelHeight <= height && kernelWidth <= width),
  );

type Convolution = typeof anyConvolution extends fc.Arbitrary<infer Value> ? Value : never;

function operands(c: Convolution): [PlainTensor, PlainTensor] {
  return [
    plainTensor([c.batch, c.height, c.width, c.inChannels], c.seed),
    plainTensor([c.kernelHeight, c.kernelWidth, c.inChannels, c.outChannels], c.seed + 1),
  ];
}

async function expectConvolution(c: Convolution): Promise<void> {
  const strides: [number, number] = [c.strideHeight, c.strideWidth];
  const convolve = (x: tf.Tensor, kernel: tf.Tensor) =>
    tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, strides, c.pad);
  await expectLikeCpu(operands(c), (x, kernel) => withGradients(convolve, x, kernel));
}

async function expectTransposedConvolution(c: Convolution): Promise<void> {
  const [x, kernel] = operands(c);
  const strides: [number, number] = [c.strideHeight, c.strideWidth];
  const { outHeight, outWidth } = tf.backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    kernel.shape as [number, number, number, number],
    strides,
    1,
    c.pad,
  );
  const y = plainTensor([c.batch, outHeight, outWidth, c.outChannels], c.seed + 2);
  const transposed = (y: tf.Tensor, kernel: tf.Tensor) =>
    tf.conv2dTranspose(
      y as tf.Tensor4D,
      kernel as tf.Tensor4D,
      x.shape as [number, number, number, number],
      strides,
      c.pad,
    );
  await expectLikeCpu([y, kernel], (y, kernel) => withGradients(transposed, y, kernel));
}

/** The result of an operation and its gradients on both operands. */
function withGradients(
  operation: (x: tf.Tensor, kernel: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
  kernel: tf.Tensor,
): tf.Tensor[] {
  const y = operation(x, kernel);
  return [y, ...tf.grads(operation)([x, kernel], y.mul(0.5).sin())];
}

/** Those of the DCGAN, of fewer images and channels, which the CPU takes long for. */
const dcgan: [string, Omit<Convolution, 'batch' | 'seed'>][] = [
  ['the first of D', shape(28, 1, 16, 5, 2, 'same')],
  ['the second of D', shape(14, 16, 24, 5, 2, 'valid')],
  ['the first of G, spread', shape(14, 16, 24, 6, 2, 'same')],
  ['the second of G, spread', shape(28, 1, 16, 6, 2, 'same')],
];

function shape(
  side: number,
  inChannels: number,
  outChannels: number,
  kernel: number,
  stride: number,
  pad: 'same' | 'valid',
): Omit<Convolution, 'batch' | 'seed'> {
  return {
    height: side,
    width: side,
    inChannels,
    outChannels,
    kernelHeight: kernel,
    kernelWidth: kernel,
    strideHeight: stride,
    strideWidth: stride,
    pad,
  };
}

export function conv2dSuite(): void {
  describe('a convolution', () => {
    it('has the values and gradients of the CPU for any shape, stride and padding', async () => {
      await fc.assert(fc.asyncProperty(anyConvolution, expectConvolution), { numRuns: 100 });
    });

    it('has the values of the CPU with a dilated kernel and explicit padding', async () => {
      const [x, kernel] = [plainTensor([2, 9, 8, 3], 1), plainTensor([3, 2, 3, 5], 2)];
      const pad: [[0, 0], [number, number], [number, number], [0, 0]] = [
        [0, 0],
        [2, 1],
        [0, 3],
        [0, 0],
      ];
      await expectLikeCpu([x, kernel], (x, kernel) => [
        tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, 1, 'same', 'NHWC', [2, 3]),
        tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, [1, 2], pad),
      ]);
    });

    it.each(dcgan)('has them for %s', async (_, convolution) => {
      await expectConvolution({ ...convolution, batch: 2, seed: 7 });
    });
  });

  describe('a transposed convolution', () => {
    it('has the values and gradients of the CPU for any shape, stride and padding', async () => {
      await fc.assert(fc.asyncProperty(anyConvolution, expectTransposedConvolution), {
        numRuns: 60,
      });
    });
  });
}
