import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jensenShannon, kullbackLeibler } from '@lib/metrics/divergence';

const distribution = (size: number) =>
  fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: size, maxLength: size })
    .filter((weights) => weights.some((weight) => weight > 1e-3))
    .map((weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return Float64Array.from(weights, (weight) => weight / total);
    });

const coin = (p: number) => Float64Array.of(p, 1 - p);

describe('KL divergence', () => {
  it('is Σ p log(p / q)', () => {
    const expected = 0.5 * Math.log(0.5 / 0.25) + 0.5 * Math.log(0.5 / 0.75);
    expect(kullbackLeibler(coin(0.5), coin(0.25))).toBeCloseTo(expected, 14);
  });

  it('is infinite where only the data is, and 0 of nothing', () => {
    expect(kullbackLeibler(coin(0.5), coin(1))).toBe(Infinity);
    expect(kullbackLeibler(coin(1), coin(0.5))).toBeCloseTo(Math.log(2), 14);
  });
});

describe('JS divergence', () => {
  it('is 0 for equal distributions and log 2 for disjoint ones', () => {
    expect(jensenShannon(coin(0.3), coin(0.3))).toBe(0);
    expect(jensenShannon(coin(0), coin(1))).toBeCloseTo(Math.log(2), 14);
  });

  it('lies between them, and is symmetric, for all distributions', () => {
    fc.assert(
      fc.property(distribution(6), distribution(6), (p, q) => {
        const js = jensenShannon(p, q);
        expect(js).toBeGreaterThanOrEqual(-1e-12);
        expect(js).toBeLessThanOrEqual(Math.log(2) + 1e-12);
        expect(jensenShannon(q, p)).toBeCloseTo(js, 12);
      }),
    );
  });
});
