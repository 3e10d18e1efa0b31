import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { MlpNetwork } from '@lib/nn/mlp-network';
import type { MlpShape } from '@lib/backends/mlp-shape';
import { loadNetworks } from '@lib/nn/saved-networks';
import { distance, randomTensor } from '../support/tensors';
import { useCpuKernels } from '../support/toy';

beforeAll(useCpuKernels);

const shape: MlpShape = {
  sizes: [2, 3, 1],
  hiddenActivation: 'tanh',
  outputActivation: 'linear',
};
const parameters = (seed: number, length = 13) =>
  tf.tidy(() => Float32Array.from(randomTensor([length], { seed }).dataSync()));
const create = (seed: number, length?: number) =>
  new MlpNetwork('generator', shape, parameters(seed, length));
const valuesOf = (network: MlpNetwork) => [...network.parameters.dataSync()];

describe('a network whose parameters are one vector', () => {
  it('has as many as its shape by hand, whatever is kept behind them', () => {
    expect(create(1).parameterCount).toBe(2 * 3 + 3 + 3 + 1);
    expect(create(1, 14).parameterCount).toBe(13);
    expect(create(1, 14).variables.map(({ size }) => size)).toEqual([14]);
  });

  it('leads points to its outputs, worked out layer by layer', () => {
    const network = create(1);
    const x = randomTensor<tf.Rank.R2>([4, 2], { seed: 2 });
    const [kernel, bias, weights, offset] = tf.split(network.parameters, [6, 3, 3, 1]) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    const hidden = tf
      .matMul(x, kernel.reshape([2, 3]))
      .add(bias)
      .tanh();
    const expected = tf.matMul(hidden, weights.reshape([3, 1])).add(offset);
    expect(distance(network.forward(x), expected)).toBeLessThan(1e-6);
    expect(distance(network.forward({ x }), expected)).toBeLessThan(1e-6);
  });

  it('is the same again once it is saved and loaded', async () => {
    const [network, other] = [create(1), create(2)];
    const saved = await network.save();
    loadNetworks({ generator: other }, { generator: saved });
    expect(valuesOf(other)).toEqual(valuesOf(network));
    expect(() => {
      loadNetworks({ generator: create(1, 14) }, { generator: saved });
    }).toThrow('形は[13]ですが、[14]が必要です。');
  });

  it('gives its tensors back', () => {
    const { numTensors } = tf.memory();
    create(1).dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
