import { Adam } from '@components/layout/cover/adam';
import { Perceptron } from '@components/layout/cover/perceptron';
import { throughWaves, widthWith, withWaves } from '@components/layout/cover/waves';
import { Random } from '@lib/random';
import { describe, expect, it } from 'vitest';

const nudge = 1e-3;

/** The derivative of a function of an array by each of its numbers, by central differences. */
function differences(values: Float32Array, loss: () => number): number[] {
  return Array.from(values, (value, i) => {
    const at = (offset: number) => {
      values[i] = value + offset;
      return loss();
    };
    const difference = (at(nudge) - at(-nudge)) / (2 * nudge);
    values[i] = value;
    return difference;
  });
}

const largestGap = (a: ArrayLike<number>, b: readonly number[]) =>
  Math.max(...b.map((value, i) => Math.abs(value - (a[i] ?? NaN))));

const normals = (random: Random, count: number) =>
  Float32Array.from({ length: count }, () => random.normal());

const weighted = (values: Float32Array, weights: Float32Array) =>
  values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);

describe('a perceptron', () => {
  const random = new Random(3);
  const network = new Perceptron({ widths: [3, 7, 6, 2], random });
  const [inputs, weights] = [normals(random, 5 * 3), normals(random, 5 * 2)];
  const loss = () => weighted(network.forward(inputs), weights);

  it('has the gradients that finite differences have', () => {
    network.forward(inputs);
    const byInputs = network.backward(weights);
    const byParameters = network.gradient.slice();
    expect(byParameters).toHaveLength(4 * 7 + 8 * 6 + 7 * 2);
    expect(Math.hypot(...byParameters)).toBeGreaterThan(1);
    expect(largestGap(byParameters, differences(network.parameters, loss))).toBeLessThan(3e-3);
    expect(largestGap(byInputs, differences(inputs, loss))).toBeLessThan(3e-3);
  });

  it('adds to the gradient until it is cleared', () => {
    const before = network.gradient.slice();
    network.forward(inputs);
    network.backward(weights);
    expect(
      largestGap(
        network.gradient,
        Array.from(before, (value) => 2 * value),
      ),
    ).toBeLessThan(1e-4);
  });

  it('begins nearly silent where its outputs are scaled down', () => {
    const make = (outputScale: number) =>
      new Perceptron({ widths: [3, 7, 2], random: new Random(1), outputScale });
    const [loud, quiet] = [make(1).forward(inputs), make(0.01).forward(inputs)];
    expect(
      largestGap(
        quiet,
        Array.from(loud, (value) => value / 100),
      ),
    ).toBeLessThan(1e-6);
  });
});

it('points go into waves and gradients come back out of them', () => {
  const random = new Random(5);
  const waves = [2, 5];
  const points = normals(random, 8);
  const weights = normals(random, 4 * widthWith(waves));
  const loss = () => weighted(withWaves(points, waves), weights);
  expect(Array.from(withWaves(Float32Array.of(0.5, 0), [2]))).toEqual(
    [0.5, 0, Math.sin(1), Math.cos(1), 0, 1].map(Math.fround),
  );
  const gradient = throughWaves(points, waves, weights);
  expect(largestGap(gradient, differences(points, loss))).toBeLessThan(3e-3);
});

it('Adam moves each parameter by about its rate, against the gradient, whatever its size', () => {
  const network = new Perceptron({ widths: [1, 1], random: new Random(1) });
  const adam = new Adam(network, 0.01);
  const before = network.parameters.slice();
  network.gradient.set([1000, -0.001]);
  adam.update();
  expect(network.parameters[0]).toBeCloseTo((before[0] ?? NaN) - 0.01, 5);
  expect(network.parameters[1]).toBeCloseTo((before[1] ?? NaN) + 0.01, 5);
  expect(Array.from(network.gradient)).toEqual([0, 0]);
  // Then gradient 0: m = 0.25 · 1000, v = 0.01 · 0.99 · 1000²; corrected by 0.75 and 1 − 0.99².
  adam.update();
  const second = (0.01 * (0.25 / 0.75)) / Math.sqrt(0.0099 / (1 - 0.99 ** 2));
  expect(network.parameters[0]).toBeCloseTo((before[0] ?? NaN) - 0.01 - second, 5);
});
