import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WeightAverage } from '@lib/nn/weight-average';
import { StraightNetwork } from '@lib/nn/straight-network';

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => {
  tf.disposeVariables();
});

function network(weight: number): StraightNetwork {
  const model = new StraightNetwork(
    tf.sequential({ layers: [tf.layers.dense({ inputShape: [1], units: 1 })] }),
  );
  setWeight(model, weight);
  return model;
}
const setWeight = (model: StraightNetwork, weight: number) => {
  model.setWeights([tf.tensor2d([[weight]]), tf.tensor1d([2 * weight])]);
};
const weightsOf = (model: StraightNetwork) => model.getWeights().map((w) => w.dataSync()[0]);

describe('the average of weights', () => {
  it('begins where the network is', () => {
    const [model, copy] = [network(3), network(0)];
    new WeightAverage(model, 0.9).copyTo(copy);
    expect(weightsOf(copy)).toEqual([3, 6]);
  });

  it('forgets by its decay, worked out by hand', () => {
    const [model, copy] = [network(0), network(0)];
    const average = new WeightAverage(model, 0.75);
    for (const weight of [4, 8]) {
      setWeight(model, weight);
      average.add();
    }
    // 0 → 0.25 · 4 = 1 → 0.75 · 1 + 0.25 · 8 = 2.75
    average.copyTo(copy);
    expect(weightsOf(copy)).toEqual([2.75, 5.5]);
    expect(weightsOf(model)).toEqual([8, 16]);
  });

  it('is nearer to the centre of a circle than any point on it', () => {
    const [model, copy] = [network(1), network(0)];
    const average = new WeightAverage(model, 0.98);
    for (let i = 0; i < 600; i++) {
      setWeight(model, Math.cos(i / 3));
      average.add();
    }
    average.copyTo(copy);
    expect(Math.abs(weightsOf(copy)[0] ?? NaN)).toBeLessThan(0.1);
  });

  it('leaves no tensors behind', () => {
    const model = network(1);
    const before = tf.memory().numTensors;
    const average = new WeightAverage(model, 0.9);
    average.add();
    average.add();
    average.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a decay that is none', () => {
    expect(() => new WeightAverage(network(1), 1)).toThrow('received 1');
  });
});
