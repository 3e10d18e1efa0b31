import { describe, expect, it } from 'vitest';
import { createToyDistribution } from '@lib/data/toy-distributions';
import { DensityComparison } from '@lib/metrics/density-comparison';
import { Random } from '@lib/random';

const { mixture } = createToyDistribution('ring');
const grid = { dimension: 2, low: -1.25, high: 1.25, cells: 40 } as const;
const count = 4000;
const comparison = new DensityComparison({ mixture, grid, count, random: new Random(1) });

describe('comparison of densities', () => {
  it('gives a perfect generator the floor', () => {
    for (const seed of [2, 3, 4]) {
      const score = comparison.compare(mixture.sample(new Random(seed), count));
      expect(score.js / comparison.floor.js).toBeCloseTo(1, 0);
      expect(score.kl / comparison.floor.kl).toBeCloseTo(1, 0);
    }
  });

  it('has a floor that falls as the points become more', () => {
    const many = new DensityComparison({
      mixture,
      grid,
      count: 16 * count,
      random: new Random(1),
    });
    expect(many.floor.js).toBeLessThan(comparison.floor.js / 4);
    expect(many.floor.kl).toBeLessThan(comparison.floor.kl / 4);
    expect(many.floor.js).toBeGreaterThan(0);
  });

  it('gives a generator that is nowhere near the data log 2, the largest JS divergence', () => {
    const elsewhere = new Float32Array(2 * count).fill(5);
    const { js, kl } = comparison.compare(elsewhere);
    expect(js).toBeCloseTo(Math.log(2), 5);
    expect(kl).toBeGreaterThan(5);
  });

  it('is worse for a generator that misses modes than for one that finds them all', () => {
    const half = mixture
      .sample(new Random(5), count)
      .map((value, i) => (i % 2 ? value : Math.abs(value)));
    const { js, kl } = comparison.compare(half);
    expect(js).toBeGreaterThan(10 * comparison.floor.js);
    expect(kl).toBeGreaterThan(10 * comparison.floor.kl);
  });
});
