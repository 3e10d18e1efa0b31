import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { discriminatorLoss, generatorLosses } from '@lib/nn/losses';
import { objectiveNames, objectives } from '@lib/nn/objectives';

const column = (values: readonly number[]) => tf.tensor2d([...values], [values.length, 1]);
const valueOf = (scalar: tf.Scalar) => scalar.dataSync()[0] ?? NaN;

const real = [1.5, -0.5, 0.25];
const fake = [0.5, -2, 1];
const discriminatorLossOf = (name: keyof typeof objectives) =>
  valueOf(objectives[name].discriminator(column(real), column(fake)));

/** The gradient of G's loss on one output of D. */
function slopeAt(name: keyof typeof objectives, output: number): number {
  const slope = tf.grad((a: tf.Tensor) => objectives[name].generator(a));
  return slope(column([output])).dataSync()[0] ?? NaN;
}

describe('objectives', () => {
  it('of the two adversarial games are the losses that the DCGAN has', () => {
    for (const name of ['non-saturating', 'saturating'] as const) {
      expect(objectives[name].discriminator).toBe(discriminatorLoss);
      expect(objectives[name].generator).toBe(generatorLosses[name]);
    }
  });

  it('fit D to 1 on reals and 0 on fakes by least squares, G to 1', () => {
    const onReal = (0.5 ** 2 + 1.5 ** 2 + 0.75 ** 2) / 3;
    const onFake = (0.5 ** 2 + 2 ** 2 + 1) / 3;
    expect(discriminatorLossOf('least-squares')).toBeCloseTo((onReal + onFake) / 2, 6);
    const generator = valueOf(objectives['least-squares'].generator(column(fake)));
    expect(generator).toBeCloseTo((0.5 ** 2 + 3 ** 2 + 0) / 6, 6);
    expect(slopeAt('least-squares', -2)).toBeCloseTo(-3, 6);
  });

  it('let a critic tell means apart, and G raise its own', () => {
    expect(discriminatorLossOf('wasserstein')).toBeCloseTo((-0.5 - 1.25) / 3, 6);
    expect(valueOf(objectives.wasserstein.generator(column(fake)))).toBeCloseTo(0.5 / 3, 6);
    expect(slopeAt('wasserstein', -40)).toBeCloseTo(-1, 6);
  });

  it('all draw G towards outputs that D gives reals', () => {
    for (const name of objectiveNames) expect(slopeAt(name, -0.5)).toBeLessThan(0);
  });

  it('take for real what is nearer to it than to fake', () => {
    expect(objectives['non-saturating'].boundary(3, -5)).toBe(0);
    expect(objectives['least-squares'].boundary(0.9, 0.2)).toBe(0.5);
    expect(objectives.wasserstein.boundary(3, -5)).toBe(-1);
  });

  it('say probabilities where D has logits, and outputs as they are elsewhere', () => {
    expect(objectives.saturating.score(0)).toBe(0.5);
    expect(objectives['non-saturating'].score(-800)).toBe(0);
    expect(objectives['least-squares'].score(1.25)).toBe(1.25);
    expect(objectives.wasserstein.score(-7)).toBe(-7);
  });
});
