import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Adam } from '@lib/training/optimizer';
import { expectClose, plainTensor, runOn } from './compare';
import { activateWasm } from './node-wasm';

beforeAll(activateWasm);

/** A variable alone with its data, so that it may be changed in place. */
function onesVariable<R extends tf.Rank>(shape: tf.ShapeMap[R]): tf.Variable<R> {
  return tf.tidy(() => tf.variable(tf.ones<R>(shape)));
}

describe('Adam on WASM', () => {
  it('moves a variable of any size as the composed operations do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.integer(), async (size, seed) => {
        const start = plainTensor([size], seed);
        const gradients = [1, 2, 3].map((step) => plainTensor([size], seed + step));
        const train = (start: tf.Tensor, ...gradients: tf.Tensor[]) => {
          const variable = tf.tidy(() => tf.variable(start.add(0)));
          const adam = new Adam([variable], { learningRate: 0.01, beta1: 0.5 });
          for (const gradient of gradients) adam.apply({ [variable.name]: gradient });
          const outputs = [variable, ...adam.stateVariables].map((value) => tf.clone(value));
          adam.dispose();
          variable.dispose();
          return outputs;
        };
        const inputs = [start, ...gradients];
        expectClose(await runOn('wasm', inputs, train), await runOn('cpu', inputs, train));
      }),
      { numRuns: 50 },
    );
  });

  it('leaves a copy of the variable as it was', async () => {
    await tf.setBackend('wasm');
    const variable = onesVariable([5]);
    const copy = variable.clone();
    const adam = new Adam([variable], { learningRate: 0.1, beta1: 0.5 });
    adam.apply({ [variable.name]: tf.ones([5]) });
    expect([...copy.dataSync()]).toEqual([1, 1, 1, 1, 1]);
    expect(variable.dataSync()[0]).toBeCloseTo(0.9, 4);
  });

  it('is seen by the matrix products and convolutions that used the variable before', async () => {
    await tf.setBackend('wasm');
    const weights = onesVariable<tf.Rank.R2>([3, 2]);
    const kernel = onesVariable<tf.Rank.R4>([1, 1, 3, 2]);
    const product = () => tf.matMul(tf.ones([1, 3]), weights).dataSync()[0];
    const convolution = () =>
      tf.conv2d(tf.ones<tf.Rank.R4>([1, 1, 1, 3]), kernel, 1, 'same').dataSync()[0];
    expect([product(), convolution()]).toEqual([3, 3]);
    const adam = new Adam([weights, kernel], { learningRate: 1, beta1: 0.5 });
    adam.apply({ [weights.name]: tf.ones([3, 2]), [kernel.name]: tf.ones([1, 1, 3, 2]) });
    expect(product()).toBeCloseTo(0, 4);
    expect(convolution()).toBeCloseTo(0, 4);
  });
});
