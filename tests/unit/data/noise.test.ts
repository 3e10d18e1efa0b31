import { describe, expect, it } from 'vitest';
import { sampleNoise, noiseLattice } from '@lib/data/noise';
import { Random } from '@lib/random';

describe('noise', () => {
  it('is uniform on [−1, 1), or standard normal', () => {
    const uniform = sampleNoise({ dimension: 2, distribution: 'uniform' }, new Random(1), 5000);
    const gaussian = sampleNoise({ dimension: 1, distribution: 'gaussian' }, new Random(1), 10_000);
    const variance = (values: Float32Array) =>
      values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(uniform).toHaveLength(10_000);
    expect(uniform.every((value) => value >= -1 && value < 1)).toBe(true);
    expect(variance(uniform)).toBeCloseTo(1 / 3, 1);
    expect(variance(gaussian)).toBeCloseTo(1, 1);
  });

  it('has a lattice from end to end, along the first axis first', () => {
    const lattice = noiseLattice({ dimension: 2, distribution: 'uniform' }, 2);
    expect([...lattice].slice(0, 8)).toEqual([-1, -1, 0, -1, 1, -1, -1, 0]);
    expect(lattice).toHaveLength(18);
  });

  it('has a lattice of equal probability between neighbours', () => {
    const lattice = noiseLattice({ dimension: 1, distribution: 'gaussian' }, 4);
    expect(lattice).toHaveLength(5);
    expect(lattice[1]).toBeCloseTo(-0.6745, 4); // a quarter lies below
    expect(lattice[2]).toBeCloseTo(0, 6);
    expect(lattice[0]).toBeCloseTo(-1.5341, 4); // a sixteenth
  });
});
