import { describe, expect, it } from 'vitest';
import {
  createToyDistribution,
  lineDataNames,
  planeDataNames,
  type ToyDataName,
} from '@lib/data/toy-distributions';
import { Random } from '@lib/random';

const drawing = [
  [
    [-0.5, 0],
    [0.5, 0],
  ],
  [[0, 0.8]],
] as const;

const all: readonly ToyDataName[] = [...lineDataNames, ...planeDataNames];
const create = (name: ToyDataName) => createToyDistribution(name, drawing);

describe.each(all)('%s', (name) => {
  const { mixture } = create(name);

  it('lies almost wholly within [−1, 1]', () => {
    const grid = { dimension: mixture.dimension, low: -1, high: 1, cells: 10 };
    expect(mixture.cellProbabilities(grid).at(-1)).toBeLessThan(0.01);
  });

  it('draws points where its density is', () => {
    const points = mixture.sample(new Random(3), 200);
    let highest = 0;
    for (const { centre } of mixture.components) {
      highest = Math.max(highest, mixture.density(centre));
    }
    const { dimension } = mixture;
    const densities = Array.from({ length: 200 }, (_, i) =>
      mixture.density(points.subarray(i * dimension, (i + 1) * dimension)),
    );
    const likely = densities.filter((density) => density > 0.01 * highest);
    expect(likely.length).toBeGreaterThan(180);
  });
});

describe('toy distributions', () => {
  it('have modes far enough apart to be told from one another', () => {
    for (const name of ['ring', 'grid', 'two-peaks'] as const) {
      const { modes } = create(name);
      modes.forEach(({ centre, sigma }, i) => {
        modes.slice(i + 1).forEach((other) => {
          const distance = Math.hypot(...centre.map((x, d) => x - (other.centre[d] ?? NaN)));
          expect(distance).toBeGreaterThan(6 * sigma);
        });
      });
    }
  });

  it('are 8 modes on a ring of radius 0.7, and 25 on a grid', () => {
    const ring = create('ring').modes;
    expect(ring).toHaveLength(8);
    for (const { centre } of ring) expect(Math.hypot(...centre)).toBeCloseTo(0.7, 12);
    expect(create('grid').modes).toHaveLength(25);
  });

  it('have no modes where the data is one curve', () => {
    for (const name of ['moons', 'spiral', 'line', 'drawn'] as const) {
      expect(create(name).modes).toEqual([]);
    }
  });

  it('have curves without gaps: along a line the density stays the same', () => {
    const { mixture } = create('line');
    const densities = [0.4, 0.45, 0.473, 0.5, 0.521].map((t) =>
      mixture.density([-0.7 + 1.4 * t, -0.5 + t]),
    );
    for (const density of densities) expect(density / (densities[0] ?? NaN)).toBeCloseTo(1, 6);
  });

  it('refuse an empty drawing, in Japanese', () => {
    expect(() => createToyDistribution('drawn')).toThrow(/何も描かれていません/);
  });
});
