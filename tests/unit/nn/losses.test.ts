import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { discriminatorLoss, generatorLosses, smoothedDiscriminatorLoss } from '@lib/nn/losses';

const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const column = (values: number[]) => tf.tensor2d(values, [values.length, 1]);

/** The gradient of a generator's loss on one logit. */
function gradientAt(name: keyof typeof generatorLosses, logit: number): number {
  const gradient = tf.grad((a: tf.Tensor) => generatorLosses[name](a))(column([logit]));
  return gradient.dataSync()[0] ?? NaN;
}

describe('discriminator loss', () => {
  it('is log 2 for a discriminator that knows nothing', () => {
    const loss = discriminatorLoss(column([0, 0]), column([0, 0]));
    expect(loss.dataSync()[0]).toBeCloseTo(Math.log(2), 6);
  });

  it('is the mean binary cross-entropy of both halves', () => {
    const [real, fake] = [
      [1.5, -0.3],
      [0.7, -2],
    ] as const;
    const expected =
      (mean(real.map((a) => -Math.log(sigmoid(a)))) +
        mean(fake.map((a) => -Math.log(1 - sigmoid(a))))) /
      2;
    const loss = discriminatorLoss(column([...real]), column([...fake]));
    expect(loss.dataSync()[0]).toBeCloseTo(expected, 6);
  });

  it('stays finite where the sigmoid has rounded to 0 or 1', () => {
    const loss = discriminatorLoss(column([-200]), column([200]));
    expect(loss.dataSync()[0]).toBeCloseTo(200, 3);
  });
});

describe('one-sided label smoothing', () => {
  const [real, fake] = [column([1.5, -0.3]), column([0.7, -2])];
  const at = (realTarget: number) =>
    smoothedDiscriminatorLoss(realTarget)(real, fake).dataSync()[0];

  it('is the cross-entropy with target t for reals and 0 for fakes', () => {
    const t = 0.9;
    const onReal = [1.5, -0.3].map(
      (a) => -t * Math.log(sigmoid(a)) - (1 - t) * Math.log(1 - sigmoid(a)),
    );
    const onFake = [0.7, -2].map((a) => -Math.log(1 - sigmoid(a)));
    expect(at(t)).toBeCloseTo((mean(onReal) + mean(onFake)) / 2, 6);
  });

  it('with target 1 is the plain loss', () => {
    expect(at(1)).toBeCloseTo(discriminatorLoss(real, fake).dataSync()[0] ?? NaN, 6);
  });

  it('is least on a real image where D(x) is the target', () => {
    const gradient = tf.grad((a: tf.Tensor) => smoothedDiscriminatorLoss(0.9)(a, column([0])));
    const slopeAt = (score: number) =>
      gradient(column([Math.log(score / (1 - score))])).dataSync()[0] ?? NaN;
    expect(slopeAt(0.9)).toBeCloseTo(0, 6);
    expect(slopeAt(0.8)).toBeLessThan(0);
    expect(slopeAt(0.95)).toBeGreaterThan(0);
  });

  it('refuses targets at which a real image is no better than a fake', () => {
    for (const target of [0, 0.5, 1.1, NaN]) {
      expect(() => smoothedDiscriminatorLoss(target)).toThrow(String(target));
    }
  });
});

describe('generator losses', () => {
  it('are log(1 − D) and −log D', () => {
    const logits = [-3, 0, 2];
    const saturating = mean(logits.map((a) => Math.log(1 - sigmoid(a))));
    const nonSaturating = mean(logits.map((a) => -Math.log(sigmoid(a))));
    const of = (name: keyof typeof generatorLosses) =>
      generatorLosses[name](column(logits)).dataSync()[0];
    expect(of('saturating')).toBeCloseTo(saturating, 5);
    expect(of('non-saturating')).toBeCloseTo(nonSaturating, 5);
  });

  it('have the gradients −σ(a) and −(1 − σ(a)) on the logit', () => {
    for (const logit of [-8, -2, 0, 3]) {
      expect(gradientAt('saturating', logit)).toBeCloseTo(-sigmoid(logit), 5);
      expect(gradientAt('non-saturating', logit)).toBeCloseTo(sigmoid(logit) - 1, 5);
    }
  });

  it('differ in gradient by (1 − D) / D: the non-saturating one is the larger when fakes are spotted', () => {
    const logit = -5;
    const ratio = gradientAt('non-saturating', logit) / gradientAt('saturating', logit);
    expect(ratio).toBeCloseTo((1 - sigmoid(logit)) / sigmoid(logit), 1);
    expect(ratio).toBeGreaterThan(100);
  });
});
