import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { meanKlToNormal, sampleCondition } from '@lib/nn/conditioning';
import { matchingLoss } from '@lib/nn/matching-loss';

beforeAll(() => tf.setBackend('cpu'));

const condition = (mean: number[], deviation: number[]) => ({
  mean: tf.tensor2d([mean]),
  logDeviation: tf.tensor2d([deviation.map(Math.log)]),
});

describe('the distance to the standard normal distribution', () => {
  it('is nothing for it itself', () => {
    expect(meanKlToNormal(condition([0, 0], [1, 1])).dataSync()[0]).toBeCloseTo(0, 6);
  });

  it('is the mean of the closed form over the dimensions', () => {
    // (μ² + σ² − 1) / 2 − log σ: 1/2 for μ = 1; (4 − 1)/2 − log 2 for σ = 2.
    const expected = (0.5 + 1.5 - Math.log(2)) / 2;
    expect(meanKlToNormal(condition([1, 0], [1, 2])).dataSync()[0]).toBeCloseTo(expected, 6);
  });

  it('agrees with what samples say', () => {
    // E log(q/p) over samples of q = N(0.5, 0.6²), p = N(0, 1).
    const [mu, sigma] = [0.5, 0.6];
    let sum = 0;
    const count = 20000;
    for (let i = 0; i < count; i++) {
      const e = quantile((i + 0.5) / count);
      const x = mu + sigma * e;
      sum += (x * x - e * e) / 2 - Math.log(sigma);
    }
    expect(meanKlToNormal(condition([mu], [sigma])).dataSync()[0]).toBeCloseTo(sum / count, 2);
  });

  it('draws σ below 1 back up: its gradient is not blocked', () => {
    const gradient = tf.grad((logDeviation: tf.Tensor) =>
      meanKlToNormal({ mean: tf.zeros([1, 1]), logDeviation: logDeviation as tf.Tensor2D }),
    )(tf.tensor2d([[-1]]));
    expect(gradient.dataSync()[0]).toBeCloseTo(Math.exp(-2) - 1, 5);
  });
});

describe('a sampled condition', () => {
  it('is μ + σ ⊙ ε, and μ without ε', () => {
    const given = condition([1, -1], [2, 0.5]);
    const epsilon = tf.tensor2d([[0.5, -2]]);
    expect([...sampleCondition(given, epsilon).dataSync()]).toEqual([2, -2]);
    expect(sampleCondition(given, null)).toBe(given.mean);
  });
});

describe('the loss of a discriminator that reads', () => {
  it('weighs wrong captions and generated pictures half each', () => {
    const logits = (value: number) => tf.tensor2d([[value]]);
    const loss = matchingLoss({ right: logits(1), wrong: logits(2), fake: logits(-1) });
    const softplus = (x: number) => Math.log1p(Math.exp(x));
    expect(loss.dataSync()[0]).toBeCloseTo(softplus(-1) + (softplus(2) + softplus(-1)) / 2, 5);
  });

  it('is 2 log 2 for one that knows nothing', () => {
    const nothing = tf.zeros([3, 1]);
    const loss = matchingLoss({ right: nothing, wrong: nothing, fake: nothing });
    expect(loss.dataSync()[0]).toBeCloseTo(2 * Math.log(2), 5);
  });
});

/** Of the standard normal distribution, by bisection. */
function quantile(p: number): number {
  let [low, high] = [-8, 8];
  const cdf = (x: number) => 1 / (1 + Math.exp(-1.5976 * x - 0.07056 * x ** 3));
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return low;
}
