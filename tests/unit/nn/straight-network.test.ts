import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { StraightNetwork } from '@lib/nn/straight-network';
import {
  dropoutRandom,
  smallDiscriminator,
  smallGenerator,
  smallNoise,
} from '../support/small-gan';
import { distance, randomTensor } from '../support/tensors';

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => {
  tf.disposeVariables();
});

const inference = { mode: 'inference' } as const;

describe('a straight network', () => {
  it('computes what its model does, whatever its one input is called', () => {
    const model = smallGenerator();
    const network = new StraightNetwork(model);
    const expected = model.predict(smallNoise(1)) as tf.Tensor;
    expect(distance(network.forward(smallNoise(1), inference), expected)).toBeLessThan(1e-6);
    const named = network.forward({ z: smallNoise(1) }, inference);
    expect(distance(named, expected)).toBeLessThan(1e-6);
    expect(() => network.forward({ z: smallNoise(1), label: smallNoise(2) }, inference)).toThrow(
      'one input',
    );
  });

  it('tells its sizes', () => {
    const network = new StraightNetwork(smallGenerator());
    expect([network.inputShape, network.outputShape]).toEqual([[3], [4, 4, 1]]);
    // Dense 3 → 8, its normalization with moving statistics, and the convolution.
    expect(network.parameterCount).toBe(3 * 8 + 8 + 4 * 8 + (3 * 3 * 2 + 1));
    expect(network.variables).toHaveLength(6);
    expect(network.state).toHaveLength(8);
    expect(network.namedShapes.map(({ shape }) => shape)).toEqual(
      network.state.map(({ shape }) => shape),
    );
  });

  it('can be looked into layer by layer, with the same result', () => {
    const network = new StraightNetwork(smallDiscriminator());
    const images = randomTensor([4, 4, 4, 1], { seed: 6 });
    const options = () => ({ mode: 'training', random: dropoutRandom() }) as const;
    const [whole, random] = [network.forward(images, options()), dropoutRandom()];
    const byLayer = network.layers.reduce<tf.Tensor>(
      (x, layer) => layer.forward(x, { mode: 'training', random }),
      images,
    );
    expect(distance(whole, byLayer)).toBeLessThan(1e-6);
    expect(network.layers.map(({ className }) => className)).toEqual([
      ...['Conv2D', 'LeakyReLU', 'Flatten', 'Dense', 'LeakyReLU', 'Dropout', 'Dense'],
    ]);
    expect(network.layers[0]?.outputShape).toEqual([null, 2, 2, 3]);
    expect(network.layers[0]?.variables).toHaveLength(2);
  });

  it('gives what some layers give on the way to the output', () => {
    const network = new StraightNetwork(smallDiscriminator());
    const images = randomTensor([4, 4, 4, 1], { seed: 6 });
    const flatten = network.layers[2]?.name ?? '';
    const found = network.forwardTo([flatten], images);
    expect(Object.keys(found).sort()).toEqual([flatten, 'output'].sort());
    expect(found[flatten]?.shape).toEqual([4, 12]);
    expect(distance(found['output'] as tf.Tensor, network.forward(images, inference))).toBeLessThan(
      1e-6,
    );
  });
});
