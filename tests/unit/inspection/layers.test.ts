import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { activationHistograms, histogramOf } from '@lib/inspection/activation-histograms';
import { countSilentUnits } from '@lib/inspection/dead-units';
import { inspectLayers } from '@lib/inspection/layers';
import { Random } from '@lib/random';
import { StraightNetwork } from '@lib/nn/straight-network';

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => {
  tf.disposeVariables();
});

/** One dense layer with these biases and weights of 1, then an activation. */
function network(activation: tf.layers.Layer, biases: number[]): tf.Sequential {
  const dense = tf.layers.dense({
    inputShape: [1],
    units: biases.length,
    kernelInitializer: 'ones',
  });
  const model = tf.sequential({ layers: [dense, activation] });
  dense.setWeights([tf.ones([1, biases.length]), tf.tensor1d(biases)]);
  return model;
}

const input = () => tf.tensor2d([[-1], [0], [1]]);

describe('silent units', () => {
  // x + bias over x = −1, 0, 1: above 0 somewhere for biases above −1 only.
  const biases = [-2, -1, -0.5, 3];

  it('of ReLU are dead', async () => {
    const model = network(tf.layers.reLU(), biases);
    expect(await countSilentUnits({ network: new StraightNetwork(model), input: input() })).toEqual(
      [{ layer: model.layers[1]?.name, units: 4, silent: 2, dead: 2 }],
    );
  });

  it('of Leaky ReLU are not: a gradient comes back', async () => {
    const model = network(tf.layers.leakyReLU({ alpha: 0.2 }), biases);
    const [found] = await countSilentUnits({ network: new StraightNetwork(model), input: input() });
    expect(found).toMatchObject({ silent: 2, dead: 0 });
    const gradient = tf.grad((x: tf.Tensor) => (model.apply(x) as tf.Tensor).sum())(
      tf.tensor2d([[-5]]),
    );
    expect(gradient.dataSync()[0]).toBeCloseTo(0.2 * 4, 6);
  });

  it('of a convolution are channels, alive if any place fires', async () => {
    const convolution = tf.layers.conv2d({ inputShape: [2, 2, 1], filters: 2, kernelSize: 1 });
    const model = tf.sequential({ layers: [convolution, tf.layers.reLU()] });
    convolution.setWeights([tf.tensor4d([1, -1], [1, 1, 1, 2]), tf.zeros([2])]);
    const image = tf.tensor4d([0, 0, 0, 5], [1, 2, 2, 1]);
    expect(
      await countSilentUnits({ network: new StraightNetwork(model), input: image }),
    ).toMatchObject([{ units: 2, silent: 1, dead: 1 }]);
  });

  it('are counted at every activation layer and at no other', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ inputShape: [1], units: 3 }),
        tf.layers.reLU(),
        tf.layers.dense({ units: 2 }),
        tf.layers.leakyReLU(),
        tf.layers.dense({ units: 1 }),
      ],
    });
    const found = await countSilentUnits({ network: new StraightNetwork(model), input: input() });
    expect(found.map(({ units }) => units)).toEqual([3, 2]);
  });
});

describe('looking at layers', () => {
  const withStatistics = () =>
    tf.sequential({
      layers: [
        tf.layers.dense({ inputShape: [2], units: 4 }),
        tf.layers.batchNormalization(),
        tf.layers.reLU(),
        tf.layers.dropout({ rate: 0.5 }),
      ],
    });

  it('uses the statistics of the batch and changes nothing', async () => {
    const model = withStatistics();
    const before = model.getWeights().map((weight) => [...weight.dataSync()]);
    const findings = await inspectLayers(
      {
        network: new StraightNetwork(model),
        input: tf.randomUniform([8, 2], -1, 1, 'float32', 1),
        random: new Random(1),
      },
      ({ className, values, units }) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        return { className, units, mean };
      },
    );
    expect(findings.map(({ className }) => className)).toEqual([
      'Dense',
      'BatchNormalization',
      'ReLU',
      'Dropout',
    ]);
    expect(findings[1]?.mean).toBeCloseTo(0, 5);
    expect(model.getWeights().map((weight) => [...weight.dataSync()])).toEqual(before);
  });

  it('frees what it looked at', async () => {
    const model = withStatistics();
    const input = tf.zeros([8, 2]);
    const look = () =>
      activationHistograms(
        { network: new StraightNetwork(model), input, random: new Random(1) },
        { min: -1, max: 1, count: 4 },
      );
    await look();
    const { numTensors } = tf.memory();
    await look();
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

describe('a histogram', () => {
  it('has shares that sum to 1 with those beyond its ends', () => {
    const { shares, below, above } = histogramOf(Float32Array.of(-3, -1, 0, 0.5, 1, 7, 8, 9), {
      min: -1,
      max: 1,
      count: 2,
    });
    expect([...shares]).toEqual([1 / 8, 3 / 8]);
    expect([below, above]).toEqual([1 / 8, 3 / 8]);
  });

  it('has the mean and the deviation of all values', () => {
    const found = histogramOf(Float32Array.of(1, 3, 1, 3), { min: 0, max: 4, count: 4 });
    expect(found.mean).toBeCloseTo(2, 6);
    expect(found.standardDeviation).toBeCloseTo(1, 6);
    expect([...found.shares]).toEqual([0, 0.5, 0, 0.5]);
  });
});
