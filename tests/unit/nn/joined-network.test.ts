/** Networks with several inputs, joins and skips. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { JoinedNetwork } from '@lib/nn/joined-network';
import type { Network } from '@lib/nn/network';
import { loadNetworks } from '@lib/nn/saved-networks';
import { Random } from '@lib/random';
import { distance, plain, randomize, randomTensor } from '../support/tensors';

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => {
  tf.disposeVariables();
});

const { layers } = tf;

/** A small U-Net with a label: down and up again, the way down joined to the way up, and the label in between. */
function labelledUNet(seed = 1): JoinedNetwork {
  const runs = {
    down: tf.sequential({
      layers: [
        layers.conv2d({
          inputShape: [4, 4, 2],
          filters: 3,
          kernelSize: 3,
          strides: 2,
          padding: 'same',
        }),
        layers.batchNormalization(),
        layers.reLU(),
      ],
    }),
    label: tf.sequential({
      layers: [
        layers.dense({ inputShape: [5], units: 4 }),
        layers.reshape({ targetShape: [2, 2, 1] }),
      ],
    }),
    up: tf.sequential({
      layers: [
        layers.dropout({ inputShape: [2, 2, 4], rate: 0.5 }),
        layers.upSampling2d({ size: [2, 2] }),
        layers.conv2d({ filters: 2, kernelSize: 3, padding: 'same', activation: 'tanh' }),
      ],
    }),
    out: tf.sequential({
      layers: [layers.conv2d({ inputShape: [4, 4, 4], filters: 1, kernelSize: 1 })],
    }),
  };
  Object.values(runs).forEach((model, i) => {
    randomize(model, 10 * seed + i);
  });
  return new JoinedNetwork({
    name: 'u-net',
    runs,
    wire({ down, label, up, out }, { image, digit }) {
      const code = tf.concat([down(image as tf.Tensor), label(digit as tf.Tensor)], -1);
      return out(tf.concat([up(code), image as tf.Tensor], -1));
    },
  });
}

/** x plus what a run makes of it. */
function residualBlock(): JoinedNetwork {
  const run = tf.sequential({
    layers: [layers.dense({ inputShape: [3], units: 3, activation: 'relu' })],
  });
  randomize(run, 7);
  return new JoinedNetwork({
    name: 'block',
    runs: { run },
    wire: ({ run }, { x }) => run(x as tf.Tensor).add(x as tf.Tensor),
  });
}

const inputs = () => ({
  image: randomTensor([2, 4, 4, 2], { seed: 3 }),
  digit: randomTensor([2, 5], { seed: 4 }),
});
const inference = { mode: 'inference' } as const;
const training = () => ({ mode: 'training', random: new Random(9) }) as const;
const state = ({ state }: Network) => plain(state);

describe('a network of runs that are joined', () => {
  it('leads all its inputs to the output', () => {
    const network = labelledUNet();
    const { image, digit } = inputs();
    const output = network.forward({ image, digit }, inference);
    expect(output.shape).toEqual([2, 4, 4, 1]);
    const others = { image, digit: randomTensor([2, 5], { seed: 5 }) };
    expect(distance(output, network.forward(others, inference))).toBeGreaterThan(0.01);
  });

  it('takes one tensor as the input x', () => {
    const network = residualBlock();
    const x = randomTensor([4, 3]);
    const [kernel, bias] = network.variables as [tf.Variable, tf.Variable];
    const expected = tf.relu(tf.matMul(x as tf.Tensor2D, kernel as tf.Tensor2D).add(bias)).add(x);
    expect(distance(network.forward(x, inference), expected)).toBeLessThan(1e-6);
  });

  it('has a gradient on every variable, those of finite differences, through joins and skips', () => {
    const network = labelledUNet();
    const loss = () => network.forward(inputs(), training()).square().mean<tf.Scalar>();
    const { grads } = tf.variableGrads(loss, [...network.variables]);
    expect(Object.keys(grads)).toHaveLength(network.variables.length);
    const h = 2 ** -8;
    for (const variable of network.variables) {
      const values = Float32Array.from(variable.dataSync());
      const lossAt = (offset: number) => {
        const moved = values.slice();
        moved[0] = (moved[0] ?? NaN) + offset;
        variable.assign(tf.tensor(moved, variable.shape));
        return loss().dataSync()[0] ?? NaN;
      };
      const slope = (lossAt(h) - lossAt(-h)) / (2 * h);
      variable.assign(tf.tensor(values, variable.shape));
      expect(grads[variable.name]?.dataSync()[0]).toBeCloseTo(slope, 2);
    }
  });

  it('moves its moving statistics where asked to, and else not', () => {
    const network = labelledUNet();
    const before = state(network);
    network.forward(inputs(), training());
    expect(state(network)).toEqual(before);
    network.forward(inputs(), { ...training(), updateStatistics: true });
    expect(state(network)).not.toEqual(before);
  });

  it('counts its parameters, and names them by their runs', () => {
    const network = labelledUNet();
    const kernels = 3 * 3 * 2 * 3 + 5 * 4 + 3 * 3 * 4 * 2 + 4;
    expect(network.parameterCount).toBe(kernels + (3 + 4 + 2 + 1) + 4 * 3);
    expect(network.namedShapes.map(({ name }) => name.split('/')[0])).toEqual([
      ...(Array(6).fill('down') as string[]),
      ...['label', 'label', 'up', 'up', 'out', 'out'],
    ]);
  });

  it('is the same again once it is saved and loaded', async () => {
    const [network, other] = [labelledUNet(), labelledUNet(2)];
    const saved = await network.save();
    expect(JSON.parse(JSON.stringify(saved.modelTopology))).toEqual(saved.modelTopology);
    loadNetworks({ generator: other }, { generator: saved });
    expect(state(other)).toEqual(state(network));
    const [a, b] = [network, other].map((each) => each.forward(inputs(), inference));
    expect(distance(a as tf.Tensor, b as tf.Tensor)).toBe(0);
  });

  it('refuses weights of another one, and then has not changed', async () => {
    const network = labelledUNet();
    const before = state(network);
    const saved = await residualBlock().save();
    expect(() => {
      loadNetworks({ generator: network }, { generator: saved });
    }).toThrow('生成器の重みが2個ありますが、このモデルには12個必要です。');
    expect(state(network)).toEqual(before);
  });

  it('gives its tensors back', () => {
    const { numTensors } = tf.memory();
    const network = labelledUNet();
    tf.tidy(() => {
      network.forward(inputs(), inference);
    });
    network.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
