import { describe, expect, it } from 'vitest';
import { GaussianMixture } from '@lib/data/gaussian-mixture';
import { cellCentres, cellSide, type PlaneGrid } from '@lib/data/plane-grid';
import { Random } from '@lib/random';

const mixture = new GaussianMixture([
  { centre: [-0.5, 0.2], sigma: 0.1, weight: 1 },
  { centre: [0.4, -0.3], sigma: 0.2, weight: 3 },
]);
const grid: PlaneGrid = { dimension: 2, low: -1.5, high: 1.5, cells: 60 };

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

describe('a mixture of Gaussians', () => {
  it('has a density that integrates to 1', () => {
    const centres = cellCentres(grid);
    let integral = 0;
    for (let i = 0; i < centres.length; i += 2) {
      integral += mixture.density(centres.subarray(i, i + 2)) * cellSide(grid) ** 2;
    }
    expect(integral).toBeCloseTo(1, 5);
  });

  it('has cell probabilities that sum to 1, with what lies outside last', () => {
    expect(sum(mixture.cellProbabilities(grid))).toBeCloseTo(1, 12);
    const half = mixture.cellProbabilities({ ...grid, low: 0.4, high: 10 });
    expect(sum(half)).toBeCloseTo(1, 12);
    // Within x > 0.4 and y > 0.4 lies hardly anything of either component.
    expect(half.at(-1)).toBeGreaterThan(0.99);
  });

  it('has cell probabilities that are its density times the area, in small cells', () => {
    const fine = { ...grid, cells: 300 };
    const probabilities = mixture.cellProbabilities(fine);
    const centres = cellCentres(fine);
    for (const cell of [150 * 300 + 100, 90 * 300 + 190, 120 * 300 + 200]) {
      const density = mixture.density(centres.subarray(2 * cell, 2 * cell + 2));
      const ratio = (probabilities[cell] ?? NaN) / (density * cellSide(fine) ** 2);
      expect(ratio).toBeCloseTo(1, 2);
    }
  });

  it('draws points as often as its cell probabilities say', () => {
    const coarse = { ...grid, cells: 2 };
    const count = 40_000;
    const points = mixture.sample(new Random(1), count);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < points.length; i += 2) {
      const quadrant = ((points[i] ?? 0) >= 0 ? 1 : 0) + ((points[i + 1] ?? 0) >= 0 ? 2 : 0);
      counts[quadrant] = (counts[quadrant] ?? 0) + 1;
    }
    mixture.cellProbabilities(coarse).forEach((probability, quadrant) => {
      if (quadrant < 4) expect((counts[quadrant] ?? 0) / count).toBeCloseTo(probability, 2);
    });
  });

  it('draws the same points from the same seed, and others from another', () => {
    const points = (seed: number) => [...mixture.sample(new Random(seed), 5)];
    expect(points(7)).toEqual(points(7));
    expect(points(7)).not.toEqual(points(8));
  });

  it('lies on a line as well', () => {
    const line = new GaussianMixture([{ centre: [0], sigma: 1, weight: 1 }]);
    const probabilities = line.cellProbabilities({ dimension: 1, low: -1, high: 1, cells: 2 });
    expect([...probabilities].map((p) => p.toFixed(4))).toEqual(['0.3413', '0.3413', '0.3173']);
    expect(line.density([0])).toBeCloseTo(0.39894, 5);
    expect(line.sample(new Random(1), 3)).toHaveLength(3);
  });

  it('refuses to be empty, and to mix dimensions', () => {
    expect(() => new GaussianMixture([])).toThrow(RangeError);
    expect(
      () =>
        new GaussianMixture([
          { centre: [0], sigma: 1, weight: 1 },
          { centre: [0, 0], sigma: 1, weight: 1 },
        ]),
    ).toThrow(/same dimension/);
    expect(() => mixture.cellProbabilities({ ...grid, dimension: 1 })).toThrow(/no grid of 1/);
  });
});
