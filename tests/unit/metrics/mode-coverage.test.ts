import { describe, expect, it } from 'vitest';
import { createToyDistribution } from '@lib/data/toy-distributions';
import { modeCoverage } from '@lib/metrics/mode-coverage';
import { Random } from '@lib/random';

const { mixture, modes } = createToyDistribution('ring');

describe('mode coverage', () => {
  it('finds all 8 modes in the data itself, with 98.9% of high quality', () => {
    const { covered, highQuality } = modeCoverage(mixture.sample(new Random(1), 8000), modes);
    expect(covered).toBe(8);
    expect(highQuality).toBeCloseTo(1 - Math.exp(-4.5), 2);
  });

  it('counts the modes that a collapsed generator is left with', () => {
    const points = mixture.sample(new Random(2), 2000);
    const collapsed = points.map((value, i) =>
      i < 2000 ? (modes[i % 4 < 2 ? 0 : 3]?.centre[i % 2] ?? 0) : value * 0,
    );
    const { covered, counts, highQuality } = modeCoverage(collapsed, modes);
    expect(covered).toBe(2);
    expect(counts).toEqual([500, 0, 0, 500, 0, 0, 0, 0]);
    expect(highQuality).toBe(0.5);
  });

  it('does not count a mode that is hit by a few strays only', () => {
    const points = new Float32Array(2 * 1000);
    points.set(modes[0]?.centre ?? [], 0);
    const { covered, counts } = modeCoverage(points, modes);
    expect(counts[0]).toBe(1);
    expect(covered).toBe(0);
  });

  it('is 0 for points that are nowhere', () => {
    const nowhere = new Float32Array(20).fill(NaN);
    expect(modeCoverage(nowhere, modes)).toMatchObject({ covered: 0, highQuality: 0 });
  });
});
