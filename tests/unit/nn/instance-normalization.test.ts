import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InstanceNormalization } from '@lib/nn/instance-normalization';
import { instanceNormalize } from '@lib/nn/ops/instance-normalization';
import { JoinedNetwork } from '@lib/nn/joined-network';
import { loadNetworks } from '@lib/nn/saved-networks';
import { distance, randomize, randomTensor } from '../support/tensors';
import { activateWasm } from '../backends/wasm/node-wasm';

const epsilon = 1e-5;
const parameters = () => ({
  gamma: tf.tensor1d([1, 2]),
  beta: tf.tensor1d([0, 10]),
  epsilon,
});

describe.each(['cpu', 'wasm'])('instance normalization on %s', (backend) => {
  beforeAll(() => (backend === 'wasm' ? activateWasm() : tf.setBackend('cpu')));
  afterAll(() => {
    tf.disposeVariables();
  });

  it('takes every channel of every image by its own mean and deviation', () => {
    // Channel 0 of image 0 is 1, 3, 5, 7 (mean 4, variance 5), of image 1 four times 6 (variance 0);
    // channel 1 is 0, 0, 4, 4 (mean 2, variance 4) and 1, −1, 1, −1 (mean 0, variance 1).
    const x = tf.tensor4d([1, 0, 3, 0, 5, 4, 7, 4, 6, 1, 6, -1, 6, 1, 6, -1], [2, 2, 2, 2]);
    const y = [...instanceNormalize({ x, ...parameters() }).dataSync()];
    const r = Math.sqrt(5);
    const expected = [
      ...[-3 / r, 8, -1 / r, 8, 1 / r, 12, 3 / r, 12],
      ...[0, 12, 0, 8, 0, 12, 0, 8],
    ];
    y.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? NaN, 3);
    });
  });

  it('does not let one image change another', () => {
    const [a, b] = [1, 2].map((seed) => randomTensor<tf.Rank.R4>([1, 3, 4, 2], { seed }));
    const alone = instanceNormalize({ x: a as tf.Tensor4D, ...parameters() });
    const x = tf.concat([b, a] as tf.Tensor4D[]);
    const together = tf.slice(instanceNormalize({ x, ...parameters() }), 1);
    expect(distance(alone, together)).toBeLessThan(1e-5);
  });

  it('has the gradients of finite differences', () => {
    const inputs = [
      randomTensor([2, 2, 3, 2], { seed: 3 }),
      randomTensor([2], { seed: 4 }),
      randomTensor([2], { seed: 5 }),
    ];
    const weights = randomTensor([2, 2, 3, 2], { seed: 6 });
    const loss = (...[x, gamma, beta]: tf.Tensor[]) =>
      instanceNormalize({
        x: x as tf.Tensor4D,
        gamma: gamma as tf.Tensor1D,
        beta: beta as tf.Tensor1D,
        epsilon,
      })
        .mul(weights)
        .sum<tf.Scalar>();
    const gradients = tf.grads(loss)(inputs);
    const h = 2 ** -7;
    inputs.forEach((input, place) => {
      const values = input.dataSync();
      values.forEach((_, at) => {
        const lossAt = (offset: number) => {
          const moved = Float32Array.from(values);
          moved[at] = (moved[at] ?? NaN) + offset;
          const all = inputs.map((other, i) =>
            i === place ? tf.tensor(moved, input.shape) : other,
          );
          return loss(...all).dataSync()[0] ?? NaN;
        };
        const slope = (lossAt(h) - lossAt(-h)) / (2 * h);
        expect(Math.abs((gradients[place]?.dataSync()[at] ?? NaN) - slope)).toBeLessThan(0.02);
      });
    });
  });
});

describe('the layer', () => {
  const network = (seed: number) => {
    const run = tf.sequential({
      layers: [
        tf.layers.conv2d({ filters: 2, kernelSize: 3, inputShape: [4, 4, 1] }),
        new InstanceNormalization({}),
      ],
    });
    randomize(run, seed);
    const wire = (runs: { run: (x: tf.Tensor) => tf.Tensor }, { x }: { x?: tf.Tensor }) =>
      runs.run(x as tf.Tensor);
    return new JoinedNetwork({ name: 'network', runs: { run }, wire });
  };
  const x = () => randomTensor([2, 4, 4, 1], { seed: 7 });
  beforeAll(() => tf.setBackend('cpu'));

  it('learns a scale and a shift for every channel', () => {
    const one = network(1);
    expect(one.variables.map(({ shape }) => shape)).toEqual([[3, 3, 1, 2], [2], [2], [2]]);
    const loss = () => one.forward(x(), { mode: 'training' }).square().mean<tf.Scalar>();
    const { grads } = tf.variableGrads(loss, [...one.variables]);
    expect(Object.keys(grads)).toHaveLength(4);
  });

  it('is the same in both modes, in a copy, and once saved and loaded', async () => {
    const [one, other] = [network(1), network(2)];
    const before = one.forward(x(), { mode: 'training' });
    expect(distance(one.forward(x(), { mode: 'inference' }), before)).toBe(0);
    expect(distance(one.copy().forward(x(), { mode: 'inference' }), before)).toBe(0);
    loadNetworks({ generator: other }, { generator: await one.save() });
    expect(distance(other.forward(x(), { mode: 'inference' }), before)).toBe(0);
  });
});
