import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { factorise } from '../../../tools/lib/low-rank';

beforeAll(() => tf.setBackend('cpu'));

const kernel = tf.randomNormal<tf.Rank.R2>([12, 9], 0, 1, 'float32', 1);
const bias = tf.randomNormal<tf.Rank.R1>([9], 0, 1, 'float32', 2);
/** Inputs with means of their own, close to three directions out of twelve. */
const inputs = tf.tidy(() => {
  const few = tf.randomNormal<tf.Rank.R2>([400, 3], 0, 1, 'float32', 3);
  const spread = tf.randomNormal<tf.Rank.R2>([3, 12], 0, 1, 'float32', 4);
  const noise = tf.randomNormal<tf.Rank.R2>([400, 12], 0, 0.1, 'float32', 5);
  return few
    .matMul(spread)
    .add(noise)
    .add(tf.linspace(-1, 1, 12)) as tf.Tensor2D;
});
const outputs = inputs.matMul(kernel).add<tf.Tensor2D>(bias);

function at(rank: number) {
  const { first, second, bias: moved, error } = factorise({ kernel, bias }, inputs, rank);
  const found = inputs.matMul(first).matMul(second).add(moved);
  const squares = (x: tf.Tensor) => x.square().sum().dataSync()[0] ?? NaN;
  const lost = squares(found.sub(outputs)) / squares(outputs.sub(outputs.mean(0)));
  const meanLost = found.sub(outputs).mean(0).abs().max().dataSync()[0] ?? NaN;
  return { first, second, error, lost, meanLost };
}

describe('a dense layer in two', () => {
  it('has the shapes of the rank', () => {
    const { first, second } = at(4);
    expect([first.shape, second.shape]).toEqual([
      [12, 4],
      [4, 9],
    ]);
  });

  it('of full rank is the layer itself', () => {
    expect(at(9).lost).toBeLessThan(1e-6);
  });

  it('keeps the outputs’ means at every rank', () => {
    for (const rank of [1, 3, 9]) expect(at(rank).meanLost).toBeLessThan(1e-3);
  });

  it('loses less the higher the rank, and says how much', () => {
    const results = [1, 2, 3, 5].map(at);
    const losses = results.map(({ lost }) => lost);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
    for (const { lost, error } of results) expect(Math.abs(lost - error)).toBeLessThan(0.01);
  });

  it('spends its rank on inputs as they occur: three directions take three', () => {
    expect(at(3).lost).toBeLessThan(0.02);
    // The best approximation of the weights alone, from their own singular values, loses far more.
    const { first, second } = factorise({ kernel, bias }, tf.eye(12).mul<tf.Tensor2D>(100), 3);
    const centred = inputs.sub<tf.Tensor2D>(inputs.mean(0));
    const difference = centred.matMul(kernel.sub(first.matMul(second)));
    const lost = difference.square().mean().dataSync()[0] ?? NaN;
    const whole = centred.matMul(kernel).square().mean().dataSync()[0] ?? NaN;
    expect(lost / whole).toBeGreaterThan(0.1);
  });
});
