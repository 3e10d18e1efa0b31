import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { gradientNorms } from '@lib/inspection/gradient-norms';
import { Random } from '@lib/random';
import { StraightNetwork } from '@lib/nn/straight-network';

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => {
  tf.disposeVariables();
});

const mean = (output: tf.Tensor) => output.mean<tf.Scalar>();

describe('gradient norms', () => {
  it('of a linear network are those worked out by hand', async () => {
    const first = tf.layers.dense({ inputShape: [2], units: 1 });
    const second = tf.layers.dense({ units: 1, useBias: false });
    const model = tf.sequential({ layers: [first, second] });
    first.setWeights([tf.tensor2d([[3], [4]]), tf.tensor1d([0])]);
    second.setWeights([tf.tensor2d([[2]])]);
    const input = tf.tensor2d([
      [1, 0],
      [0, 1],
    ]);
    // y = 2 (3 x₁ + 4 x₂); the mean over both inputs has gradients (1, 1) and 2 on the first layer's
    // weights and bias, 3.5 on the second's, and (6, 8) on either input.
    const { layers, input: onInput } = await gradientNorms({
      network: new StraightNetwork(model),
      input,
      loss: mean,
    });
    expect(layers.map(({ layer }) => layer)).toEqual([first.name, second.name]);
    expect(layers[0]?.norm).toBeCloseTo(Math.sqrt(1 + 1 + 4), 5);
    expect(layers[1]?.norm).toBeCloseTo(3.5, 5);
    expect(onInput).toBeCloseTo(10, 4);
  });

  it('behind dead ReLUs are 0, behind Leaky ReLUs they are not', async () => {
    const norms = (activation: tf.layers.Layer) => {
      const first = tf.layers.dense({ inputShape: [1], units: 2 });
      const model = tf.sequential({ layers: [first, activation, tf.layers.dense({ units: 1 })] });
      first.setWeights([tf.ones([1, 2]), tf.tensor1d([-9, -9])]);
      return gradientNorms({
        network: new StraightNetwork(model),
        input: tf.tensor2d([[1], [2]]),
        loss: mean,
      });
    };
    const dead = await norms(tf.layers.reLU());
    const leaky = await norms(tf.layers.leakyReLU({ alpha: 0.2 }));
    expect(dead.layers[0]?.norm).toBe(0);
    expect(dead.input).toBe(0);
    expect(leaky.layers[0]?.norm).toBeGreaterThan(0);
    expect(leaky.input).toBeGreaterThan(0);
  });

  it('agree with finite differences through convolution, batch normalization and dropout', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({
          inputShape: [4, 4, 1],
          filters: 2,
          kernelSize: 3,
          kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
        }),
        tf.layers.leakyReLU({ alpha: 0.2 }),
        tf.layers.flatten(),
        tf.layers.dropout({ rate: 0.5 }),
        tf.layers.dense({
          units: 1,
          kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }),
        }),
      ],
    });
    const input = tf.randomUniform([1, 4, 4, 1], -1, 1, 'float32', 3);
    const loss = (output: tf.Tensor) => output.square().mean<tf.Scalar>();
    const at = (x: tf.Tensor) =>
      gradientNorms({ network: new StraightNetwork(model), input: x, loss, random: new Random(5) });
    const { input: norm } = await at(input);
    const { compileForward } = await import('@lib/nn/forward');
    const forward = compileForward(model);
    const value = (x: tf.Tensor) =>
      loss(forward(x, { mode: 'training', random: new Random(5) })).dataSync()[0] ?? NaN;
    let squares = 0;
    for (let i = 0; i < 16; i++) {
      const step = tf
        .oneHot(tf.tensor1d([i], 'int32'), 16)
        .reshape([1, 4, 4, 1])
        .mul(1e-2);
      squares += ((value(input.add(step)) - value(input.sub(step))) / 2e-2) ** 2;
    }
    expect(norm).toBeCloseTo(Math.sqrt(squares), 3);
  });

  it('leave no tensors behind and the weights alone', async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [2], units: 1 })] });
    const input = tf.ones([3, 2]);
    const before = model.getWeights().map((weight) => [...weight.dataSync()]);
    await gradientNorms({ network: new StraightNetwork(model), input, loss: mean });
    const { numTensors } = tf.memory();
    await gradientNorms({ network: new StraightNetwork(model), input, loss: mean });
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(model.getWeights().map((weight) => [...weight.dataSync()])).toEqual(before);
  });
});
