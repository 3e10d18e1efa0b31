import { describe, expect, it } from 'vitest';
import { histogram, toProbabilities } from '@lib/metrics/histogram';
import { pushforward } from '@lib/metrics/pushforward';

const square = { dimension: 2, low: -1, high: 1, cells: 2 } as const;
const line = { dimension: 1, low: 0, high: 4, cells: 4 } as const;

describe('histogram', () => {
  it('counts the points of every cell, and last those outside', () => {
    const points = [-0.5, -0.5, 0.5, -0.5, 0.1, 0.9, 0.9, 0.1, -1, -1, 1, 0, NaN, 0];
    expect([...histogram(Float32Array.from(points), square)]).toEqual([2, 1, 0, 2, 2]);
    expect([...histogram(Float32Array.of(0, 0.5, 3.9, 4, -0.1), line)]).toEqual([2, 0, 0, 1, 2]);
  });

  it('becomes probabilities that sum to 1, with a pseudo-count none of them 0', () => {
    const counts = Float64Array.of(3, 0, 1);
    expect([...toProbabilities(counts)]).toEqual([0.75, 0, 0.25]);
    const smoothed = toProbabilities(counts, 0.5);
    expect([...smoothed]).toEqual([3.5 / 5.5, 0.5 / 5.5, 1.5 / 5.5]);
    expect(smoothed.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 14);
  });
});

describe('pushforward', () => {
  it('spreads each part of the noise evenly over what lies between its values', () => {
    // Half the noise goes to [0, 2], the other half comes back to [1, 2].
    expect([...pushforward(Float32Array.of(0, 2, 1), line)]).toEqual([0.25, 0.75, 0, 0, 0]);
  });

  it('sums to 1 with what lies outside, even for a generator that gives one value', () => {
    for (const values of [
      [-3, 1, 9],
      [1.5, 1.5, 1.5],
      [5, 6],
      [0.2, 3.3, 0.1, 4],
    ]) {
      // prettier-ignore
      const probabilities = pushforward(Float32Array.from(values), line);
      expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    }
    expect(pushforward(Float32Array.of(1.5, 1.5), line)[1]).toBeCloseTo(1, 12);
    expect(pushforward(Float32Array.of(-2, -1), line)[4]).toBeCloseTo(1, 12);
  });
});
