import { describe, expect, it } from 'vitest';
import { analogy, meanNoise, neighbours, stackNoise } from '@lib/latent/vectors';
import { Random } from '@lib/random';

const v = (...values: number[]) => Float32Array.from(values);

describe('arithmetic on z', () => {
  it('takes the mean of several vectors', () => {
    expect(meanNoise([v(0, 1), v(1, 3), v(2, -1)])).toEqual(v(1, 1));
    expect(meanNoise([v(0.5, -1)])).toEqual(v(0.5, -1));
  });

  it('goes from one kind to another as the difference of two others says', () => {
    expect(analogy({ from: v(3, 5), minus: v(1, 1), plus: v(0, -2) })).toEqual(v(2, 2));
  });

  it('leaves its inputs alone', () => {
    const [from, minus, plus] = [v(3), v(1), v(2)];
    analogy({ from, minus, plus });
    meanNoise([from, minus]);
    expect([from, minus, plus]).toEqual([v(3), v(1), v(2)]);
  });

  it('surrounds a vector by others no further than the spread along any axis', () => {
    const random = new Random(1);
    const centre = v(0.5, -0.5, 0);
    const [first, ...others] = neighbours(centre, {
      count: 9,
      spread: 0.25,
      uniform: () => random.uniform(),
    });
    expect(first).toEqual(centre);
    expect(others).toHaveLength(8);
    for (const other of others) {
      expect(other).not.toEqual(centre);
      other.forEach((value, i) => {
        expect(Math.abs(value - (centre[i] ?? NaN))).toBeLessThanOrEqual(0.2501);
      });
    }
  });

  it('lays vectors one after the other', () => {
    expect(stackNoise([v(1, 2), v(3, 4)])).toEqual(v(1, 2, 3, 4));
    expect(stackNoise([])).toEqual(v());
  });

  it('refuses no vectors and vectors of different lengths', () => {
    expect(() => meanNoise([])).toThrow(RangeError);
    expect(() => meanNoise([v(1), v(1, 2)])).toThrow('received 2');
    expect(() => analogy({ from: v(1), minus: v(1), plus: v(1, 2) })).toThrow('received 2');
    expect(() => stackNoise([v(1), v(1, 2)])).toThrow('received 2');
  });
});
