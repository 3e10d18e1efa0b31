import { describe, expect, it } from 'vitest';
import { mapAt, pooledSum } from '@lib/inspection/pooled-sum';

/** Two channels of two places, two classes; the maps are the weighted features. */
const parts = {
  features: Float32Array.of(1, 3, 0, 4),
  weights: Float32Array.of(2, -1, 0.5, 3),
  biases: Float32Array.of(0.25, -1),
  maps: Float32Array.of(2, 8, -1, 9),
};

describe('a logit under global average pooling', () => {
  it('is the bias and the sum of mean × weight, largest first', () => {
    const { contributions, logit } = pooledSum(parts, 0);
    expect(contributions).toEqual([
      { channel: 0, mean: 2, weight: 2, product: 4 },
      { channel: 1, mean: 2, weight: 0.5, product: 1 },
    ]);
    expect(logit).toBe(5.25);
    expect(pooledSum(parts, 1).contributions.map(({ channel }) => channel)).toEqual([1, 0]);
  });

  it('is the mean of the class’s map as well', () => {
    for (const digit of [0, 1]) {
      const { logit, mapMean, bias } = pooledSum(parts, digit);
      expect(mapMean + bias).toBeCloseTo(logit, 6);
    }
  });

  it('finds a map among others', () => {
    expect([...mapAt(parts.maps, 1, 2)]).toEqual([-1, 9]);
  });
});
