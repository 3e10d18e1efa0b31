import { describe, expect, it } from 'vitest';
import { classHistogram, entropyOf, largestEntropy } from '@lib/metrics/class-histogram';

describe('the histogram of classes', () => {
  it('counts every digit, with shares that sum to 1', () => {
    const { counts, shares } = classHistogram(Uint8Array.of(0, 9, 9, 3));
    expect(counts).toEqual([1, 0, 0, 1, 0, 0, 0, 0, 0, 2]);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(shares[9]).toBe(0.5);
  });

  it('has entropy 0 for one class and ln 10 for all alike', () => {
    expect(classHistogram(new Uint8Array(50).fill(1)).entropy).toBe(0);
    const all = Uint8Array.from({ length: 200 }, (_, i) => i % 10);
    expect(classHistogram(all).entropy).toBeCloseTo(Math.LN10, 12);
    expect(largestEntropy).toBeCloseTo(Math.LN10, 12);
  });

  it('has the entropy worked out by hand', () => {
    // −(½ ln ½ + 2 · ¼ ln ¼) = 1.5 ln 2
    expect(entropyOf([0.5, 0.25, 0.25, 0])).toBeCloseTo(1.5 * Math.LN2, 12);
  });

  it('of no images is empty', () => {
    expect(classHistogram(new Uint8Array())).toMatchObject({ entropy: 0 });
  });

  it('refuses what is not a digit', () => {
    expect(() => classHistogram(Uint8Array.of(3, 10))).toThrow('received 10');
  });
});
