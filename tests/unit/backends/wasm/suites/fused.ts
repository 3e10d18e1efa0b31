import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchNormalizeTraining } from '@lib/nn/ops/batch-normalization';
import { type Activation, biasActivation } from '@lib/nn/ops/bias-activation';
import { upsampleConv2d } from '@lib/nn/ops/upsample-conv2d';
import { expectClose, expectLikeCpu, plainTensor, runOn } from '../compare';

const activations: Activation[] = [
  { name: 'linear' },
  { name: 'relu' },
  { name: 'leaky-relu', slope: 0.2 },
  { name: 'tanh' },
];

const size = (max: number) => fc.integer({ min: 1, max });

/** `[…, channels]`, with up to two dimensions before the channels. */
const shapes = fc.tuple(fc.array(size(7), { minLength: 1, maxLength: 2 }), size(40));

/** A function's value and its gradients, weighted so that each number counts differently. */
function withGradients(f: (...inputs: tf.Tensor[]) => tf.Tensor, inputs: tf.Tensor[]): tf.Tensor[] {
  const y = f(...inputs);
  return [y, ...tf.grads(f)(inputs, y.mul(3).cos())];
}

function biasActivationSuite(): void {
  describe('bias and activation', () => {
    it.each(activations)('have the values and gradients of the CPU: $name', async (activation) => {
      const run = (...[x, bias]: tf.Tensor[]) =>
        biasActivation(x as tf.Tensor, { bias, activation });
      await fc.assert(
        fc.asyncProperty(shapes, fc.integer(), async ([outer, channels], seed) => {
          const x = plainTensor([...outer, channels], seed);
          const bias = plainTensor([channels], seed + 1);
          await expectLikeCpu([x, bias], (x, bias) => withGradients(run, [x, bias]));
        }),
        { numRuns: 25 },
      );
      for (const shape of [
        [30_000, 1],
        [300, 130],
      ]) {
        // prettier-ignore
        const x = plainTensor(shape, 3);
        const bias = plainTensor(shape.slice(1), 4);
        await expectLikeCpu([x, bias], (x, bias) => withGradients(run, [x, bias]), 1e-4);
      }
    });

    it('reach the ends of tanh', async () => {
      await tf.setBackend('wasm');
      const x = tf.tensor2d([[-1e30, -20, -8, 0, 1e-20, 8, 20, 1e30]]);
      const y = biasActivation(x, { bias: tf.zeros([8]), activation: { name: 'tanh' } });
      const expected = [...x.dataSync()].map(Math.tanh);
      y.dataSync().forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i] ?? NaN, 6);
        expect(Math.abs(value)).toBeLessThanOrEqual(1);
      });
    });

    it('let NaN through, so that a diverged run is seen', async () => {
      await tf.setBackend('wasm');
      for (const activation of activations) {
        const y = biasActivation(tf.tensor2d([[NaN, 1, NaN, 2, NaN]]), {
          bias: tf.zeros([5]),
          activation,
        });
        expect([...y.dataSync()].map(Number.isNaN)).toEqual([true, false, true, false, true]);
      }
    });
  });
}

function batchNormalizationSuite(): void {
  describe('batch normalization', () => {
    it.each([undefined, 'relu'] as const)(
      'has the values, statistics and gradients of the CPU, followed by %s',
      async (activation) => {
        const normalize = (x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) =>
          batchNormalizeTraining({
            x,
            gamma: gamma as tf.Tensor1D,
            beta: beta as tf.Tensor1D,
            epsilon: 1e-3,
            ...(activation ? { activation } : {}),
          });
        const run = (...[x, gamma, beta]: tf.Tensor[]) =>
          normalize(x as tf.Tensor, gamma as tf.Tensor, beta as tf.Tensor).y;
        const check = async (shape: number[], seed: number) => {
          const channels = shape.slice(-1);
          const inputs = [0, 1, 2].map((i) => plainTensor(i === 0 ? shape : channels, seed + i));
          await expectLikeCpu(
            inputs,
            (x, gamma, beta) => {
              const { mean, variance } = normalize(x, gamma, beta);
              return [mean, variance, ...withGradients(run, [x, gamma, beta])];
            },
            1e-4,
          );
        };
        await fc.assert(
          fc.asyncProperty(shapes, fc.integer(), async ([outer, channels], seed) => {
            // Of a single value there is nothing to normalize.
            await check([2, ...outer, channels], seed);
          }),
          { numRuns: 30 },
        );
        await check([4, 6272], 1);
        await check([3, 14, 14, 64], 2);
      },
    );
  });
}

function upsamplingSuite(): void {
  describe('upsampling followed by a convolution', () => {
    it('has the values and gradients of the two apart, on the CPU', async () => {
      const fused = (...[x, kernel, bias]: tf.Tensor[]) =>
        upsampleConv2d({
          x: x as tf.Tensor4D,
          kernel: kernel as tf.Tensor4D,
          bias: bias as tf.Tensor1D,
          activation: { name: 'tanh' },
        });
      const apart = (...[x, kernel, bias]: tf.Tensor[]) => {
        // Not by `resizeNearestNeighbor`, whose gradient on the CPU is wrong for some sizes.
        const [batch, height, width, channels] = (x as tf.Tensor4D).shape;
        const large = (x as tf.Tensor)
          .reshape([batch, height, 1, width, 1, channels])
          .mul(tf.ones([1, 1, 2, 1, 2, 1]))
          .reshape<tf.Tensor4D>([batch, 2 * height, 2 * width, channels]);
        return tf
          .conv2d(large, kernel as tf.Tensor4D, 1, 'same')
          .add(bias as tf.Tensor)
          .tanh();
      };
      const arbitrary = fc.record({
        batch: size(2),
        height: size(6),
        width: size(6),
        inChannels: size(9),
        outChannels: size(9),
        kernelSize: fc.constantFrom(1, 3, 5, 7),
        seed: fc.integer(),
      });
      await fc.assert(
        fc.asyncProperty(arbitrary, async (c) => {
          const inputs = [
            plainTensor([c.batch, c.height, c.width, c.inChannels], c.seed),
            plainTensor([c.kernelSize, c.kernelSize, c.inChannels, c.outChannels], c.seed + 1),
            plainTensor([c.outChannels], c.seed + 2),
          ];
          expectClose(
            await runOn('wasm', inputs, (...inputs) => withGradients(fused, inputs)),
            await runOn('cpu', inputs, (...inputs) => withGradients(apart, inputs)),
            1e-4,
          );
        }),
        { numRuns: 40 },
      );
    });
  });
}

export function fusedSuite(): void {
  biasActivationSuite();
  batchNormalizationSuite();
  upsamplingSuite();
}
