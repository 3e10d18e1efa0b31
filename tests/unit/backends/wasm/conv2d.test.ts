import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, it } from 'vitest';
import { expectLikeCpu, plainTensor } from './compare';
import { activateWasm } from './node-wasm';

beforeAll(activateWasm);

const size = (max: number) => fc.integer({ min: 1, max });

/** A convolution that fits: with `valid` padding the kernel is no larger than the image. */
const convolution = fc
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
    pad: fc.constantFrom('same', 'valid'),
    seed: fc.integer(),
  })
  .filter(
    ({ pad, height, width, kernelHeight, kernelWidth }) =>
      pad === 'same' || (kernelHeight <= height && kernelWidth <= width),
  );

describe('convolution on WASM', () => {
  it('has the values and gradients of the CPU backend for any shape, stride and padding', async () => {
    await fc.assert(
      fc.asyncProperty(convolution, async (c) => {
        const x = plainTensor([c.batch, c.height, c.width, c.inChannels], c.seed);
        const kernelShape = [c.kernelHeight, c.kernelWidth, c.inChannels, c.outChannels];
        const kernel = plainTensor(kernelShape, c.seed + 1);
        const strides: [number, number] = [c.strideHeight, c.strideWidth];
        const run = (x: tf.Tensor, kernel: tf.Tensor) =>
          tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, strides, c.pad as 'same');
        await expectLikeCpu([x, kernel], (x, kernel) => {
          if (!x || !kernel) throw new Error('unreachable');
          const y = run(x, kernel);
          const weights = y.mul(0.5).sin();
          return [y, ...tf.grads(run)([x, kernel], weights)];
        });
      }),
      { numRuns: 100 },
    );
  });
});
