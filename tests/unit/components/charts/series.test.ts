import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendPoints, emptySeries, mostBuckets, truncateAfter } from '@components/charts/series';

const names = ['loss'] as const;
const points = (first: number, last: number, valueOf = (step: number) => step) =>
  Array.from({ length: last - first + 1 }, (_, i) => ({
    step: first + i,
    loss: valueOf(first + i),
  }));
const seriesOf = (count: number, valueOf?: (step: number) => number) =>
  appendPoints(emptySeries(names), points(1, count, valueOf));

describe('a series', () => {
  it('keeps every step of a short run as it is', () => {
    const { steps, values, stride } = seriesOf(5);
    expect({ steps, values, stride }).toEqual({
      steps: [1, 2, 3, 4, 5],
      values: { loss: [1, 2, 3, 4, 5] },
      stride: 1,
    });
  });

  it('halves its points, keeping the means of pairs, when there are too many', () => {
    const { steps, values, stride } = seriesOf(mostBuckets + 1);
    expect(stride).toBe(2);
    expect(steps.slice(0, 3)).toEqual([2, 4, 6]);
    expect(values.loss.slice(0, 3)).toEqual([1.5, 3.5, 5.5]);
    expect(steps.at(-1)).toBe(mostBuckets + 1);
    expect(values.loss.at(-1)).toBe(mostBuckets + 1);
  });

  it('holds at most so many points, however long the run', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (count) => {
        const { steps, values } = seriesOf(count);
        expect(steps.length).toBeLessThanOrEqual(mostBuckets);
        expect(values.loss).toHaveLength(steps.length);
        expect(steps.at(-1)).toBe(count);
        expect(steps.every((step, i) => i === 0 || step > (steps[i - 1] ?? Infinity))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('does not depend on how the steps are cut into messages', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 8 }), (lengths) => {
        let series = emptySeries(names);
        let count = 0;
        for (const length of lengths) {
          series = appendPoints(series, points(count + 1, count + length));
          count += length;
        }
        expect(series).toEqual(seriesOf(count));
      }),
      { numRuns: 50 },
    );
  });

  it('has in every full bucket the mean of its steps', () => {
    const { stride, steps, values } = seriesOf(5 * mostBuckets, (step) => step % 7);
    const bucket = 50;
    const members = Array.from({ length: stride }, (_, i) => (steps[bucket] ?? 0) - i);
    const mean = members.reduce((sum, step) => sum + (step % 7), 0) / stride;
    expect(values.loss[bucket]).toBeCloseTo(mean, 10);
  });

  it('leaves a gap where a value is not finite', () => {
    const values = [0.5, NaN, Infinity, 0.25];
    const series = seriesOf(4, (step) => values[step - 1] ?? 0);
    expect(series.values.loss).toEqual([0.5, null, null, 0.25]);
  });

  it('leaves what it was made from unchanged', () => {
    const series = seriesOf(3);
    const copy = structuredClone(series);
    appendPoints(series, points(4, 10));
    truncateAfter(series, 1);
    expect(series).toEqual(copy);
  });

  it('forgets the steps after the one that a run goes on from', () => {
    const series = truncateAfter(seriesOf(10), 6);
    expect(series.steps).toEqual([1, 2, 3, 4, 5, 6]);
    expect(appendPoints(series, points(7, 8)).values.loss).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('drops a bucket that reaches beyond the cut, and begins a new one after it', () => {
    const series = truncateAfter(seriesOf(mostBuckets + 2), 3);
    expect(series.steps).toEqual([2]);
    expect(appendPoints(series, points(4, 5)).values.loss).toEqual([1.5, 4.5]);
  });
});
