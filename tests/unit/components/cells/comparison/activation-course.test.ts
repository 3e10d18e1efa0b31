import { describe, expect, it } from 'vitest';
import {
  type ActivationCourse,
  courseTiles,
  layerCourse,
  mostLooks,
  withActivations,
} from '@components/cells/comparison/activation-course';

const histogram = (shares: readonly number[], beyond = { below: 0, above: 0 }) => ({
  ...{ layer: 'dense', className: 'Dense', mean: 0, standardDeviation: 1 },
  shares: Float32Array.from(shares),
  ...beyond,
});

function courseOf(steps: number): ActivationCourse {
  let course: ActivationCourse | null = null;
  for (let step = 0; step < steps; step++) course = withActivations(course, { step, lanes: [] });
  return course as unknown as ActivationCourse;
}

describe('the course of a run', () => {
  it.each([1, mostLooks, mostLooks + 1, 97, 500, 5000])(
    'keeps the first and the newest of %i looks and few in between, at even distances',
    (count) => {
      const { looks, stride } = courseOf(count);
      const steps = looks.map(({ step }) => step);
      expect(looks.length).toBeLessThanOrEqual(mostLooks);
      expect(steps[0]).toBe(0);
      expect(steps.at(-1)).toBe(count - 1);
      const distances = steps.slice(1, -1).map((step, i) => step - (steps[i] ?? NaN));
      expect(new Set([...distances, stride])).toEqual(new Set([stride]));
    },
  );

  it('has one look for one step', () => {
    const course = courseOf(3);
    expect(withActivations(course, { step: 2, lanes: [null] }).looks).toHaveLength(3);
  });

  it('gives the looks of one layer, without those in which its lane was gone', () => {
    const lane = { generator: [histogram([1])], discriminator: [] };
    const course = withActivations(withActivations(null, { step: 0, lanes: [lane, lane] }), {
      step: 1,
      lanes: [null, lane],
    });
    const place = { network: 'generator', layer: 0 } as const;
    expect(layerCourse(course, { ...place, lane: 0 })).toHaveLength(1);
    expect(layerCourse(course, { ...place, lane: 1 })).toHaveLength(2);
    expect(layerCourse(course, { ...place, lane: 1, layer: 3 })).toHaveLength(0);
  });
});

it('draws time from left to right and values from below to above, what is beyond at the ends', () => {
  const tiles = courseTiles([
    histogram([1, 0, 0]),
    histogram([0, 0.25, 0], { below: 0.5, above: 0.25 }),
  ]);
  expect(tiles).toMatchObject({ tileHeight: 3, tileWidth: 2, rows: 1, columns: 1 });
  expect([...tiles.pixels]).toEqual([0, 180, 0, 180, 255, 255]);
});
