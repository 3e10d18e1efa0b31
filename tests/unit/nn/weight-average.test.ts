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
  tf.tidy(() => {
    model.setWeights([tf.tensor2d([[weight]]), tf.tensor1d([2 * weight])]);
  });
};
const weightsOf = ({ network: { state } }: WeightAverage) => state.map((w) => w.dataSync()[0]);
const averageOf = (model: StraightNetwork, decay: number) =>
  new WeightAverage(model, { decay, input: () => tf.ones([4, 1]) });

describe('the average of weights', () => {
  it('begins where the network is', () => {
    expect(weightsOf(averageOf(network(3), 0.9))).toEqual([3, 6]);
  });

  it('forgets by its decay, worked out by hand', () => {
    const model = network(0);
    const average = averageOf(model, 0.75);
    // Past its warm-up.
    average.restored(1000);
    for (const weight of [4, 8]) {
      setWeight(model, weight);
      average.add();
    }
    // 0 → 0.25 · 4 = 1 → 0.75 · 1 + 0.25 · 8 = 2.75
    expect(weightsOf(average)).toEqual([2.75, 5.5]);
    expect(model.state.map((w) => w.dataSync()[0])).toEqual([8, 16]);
  });

  it('keeps little of the first weights: (1 + t) / (10 + t)', () => {
    const model = network(0);
    const average = averageOf(model, 0.99);
    setWeight(model, 11);
    average.add();
    // 2 / 11 of 0 and 9 / 11 of 11.
    expect(weightsOf(average)[0]).toBeCloseTo(9, 5);
  });

  it('is nearer to the centre of a circle than any point on it', () => {
    const model = network(1);
    const average = averageOf(model, 0.98);
    for (let i = 0; i < 600; i++) {
      setWeight(model, Math.cos(i / 3));
      average.add();
    }
    expect(Math.abs(weightsOf(average)[0] ?? NaN)).toBeLessThan(0.1);
  });

  it('has the moving statistics that a batch meets in the averaged weights', () => {
    const model = new StraightNetwork(
      tf.sequential({
        layers: [
          tf.layers.dense({ inputShape: [1], units: 1, useBias: false }),
          tf.layers.batchNormalization({ epsilon: 0 }),
        ],
      }),
    );
    const [kernel] = model.variables;
    tf.tidy(() => kernel?.assign(tf.tensor2d([[3]])));
    const input = () => tf.tensor2d([[0], [2]]);
    const average = new WeightAverage(model, { decay: 0.9, input });
    // Of nothing yet, it is the network itself.
    average.calibrate();
    expect(average.network.state.slice(-2).map((value) => value.dataSync()[0])).toEqual([0, 1]);
    average.add();
    average.calibrate();
    // 3 · 0 and 3 · 2: mean 3, variance 9; the network itself has learned none.
    const statistics = average.network.state.slice(-2).map((value) => value.dataSync()[0]);
    expect(statistics).toEqual([3, 9]);
    expect(model.state.slice(-2).map((value) => value.dataSync()[0])).toEqual([0, 1]);
    const drawn = average.network.forward(input(), { mode: 'inference' });
    [-1, 1].forEach((value, i) => {
      expect(drawn.dataSync()[i]).toBeCloseTo(value, 5);
    });
  });

  it('averages moving statistics like weights where there is no batch to set them by', () => {
    const model = new StraightNetwork(
      tf.sequential({ layers: [tf.layers.batchNormalization({ inputShape: [1], scale: false })] }),
    );
    const average = new WeightAverage(model, { decay: 0.75 });
    average.restored(1000);
    tf.tidy(() => {
      model.setWeights([8, 4, 5].map((value) => tf.tensor1d([value])));
    });
    average.add();
    average.calibrate();
    // A quarter of the way from beta 0, mean 0 and variance 1.
    expect(weightsOf(average)).toEqual([2, 1, 2]);
  });

  it('leaves no tensors behind', () => {
    const model = network(1);
    const before = tf.memory().numTensors;
    const average = averageOf(model, 0.9);
    average.add();
    average.calibrate();
    average.add();
    average.reset();
    average.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a decay that is none', () => {
    expect(() => averageOf(network(1), 1)).toThrow('received 1');
  });
});
