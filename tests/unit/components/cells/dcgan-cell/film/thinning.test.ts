import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thinned } from '@components/cells/dcgan-cell/film/thinning';

/** A film as it grows: thinned after every frame. */
function grown(steps: readonly number[], limit: number): number[] {
  return steps
    .map((step) => ({ step }))
    .reduce<readonly { step: number }[]>((film, frame) => thinned([...film, frame], limit), [])
    .map(({ step }) => step);
}

const every = (interval: number, count: number) =>
  Array.from({ length: count }, (_, i) => i * interval);

describe('thinning a film', () => {
  it('leaves a film alone that is not too long', () => {
    const film = every(10, 240).map((step) => ({ step }));
    expect(thinned(film, 240)).toBe(film);
  });

  it('keeps the first and the newest frame, in order, and no more than the limit, whatever arrives', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 200 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 2, max: 40 }), (intervals, limit) => {
        let step = -1;
        const steps = intervals.map((interval) => (step += interval));
        const film = grown(steps, limit);
        expect(film).toHaveLength(Math.min(limit, steps.length));
        expect(film[0]).toBe(steps[0]);
        expect(film.at(-1)).toBe(steps.at(-1));
        expect(film).toEqual(film.toSorted((a, b) => a - b));
        expect(steps).toEqual(expect.arrayContaining(film));
      }),
    );
  });

  it('keeps more of the start than of the end, and leaves no hole', () => {
    const film = grown(every(10, 3751), 240);
    const count = (from: number, to: number) =>
      film.filter((step) => step >= from && step < to).length;
    expect(count(0, 500)).toBeGreaterThanOrEqual(40);
    expect(count(0, 500)).toBeGreaterThan(2 * count(20_000, 37_501));
    // Neighbours are at most thrice the average apart on the film's scale, but where nothing lay between.
    const place = (step: number) => Math.log(step + 100);
    const average = (place(37_500) - place(0)) / 239;
    const holes = film.filter((step, i) => {
      const next = film[i + 1] ?? step;
      return next > step + 10 && place(next) - place(step) > 3 * average;
    });
    expect(holes).toEqual([]);
  });
});
