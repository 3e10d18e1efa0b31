import { describe, expect, it } from 'vitest';
import { allFinite } from '@lib/data/all-finite';

describe('allFinite', () => {
  it('accepts values whose 32-bit sum would overflow', () => {
    expect(allFinite(new Float32Array(1000).fill(3e38))).toBe(true);
    expect(allFinite(new Float32Array(0))).toBe(true);
  });

  it.each([NaN, Infinity, -Infinity])('finds a %d among others', (value) => {
    expect(allFinite(Float32Array.of(1, 2, value, 3))).toBe(false);
  });

  it('finds two infinities that would cancel out', () => {
    expect(allFinite(Float32Array.of(Infinity, -Infinity))).toBe(false);
  });
});
