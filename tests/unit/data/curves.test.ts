import { describe, expect, it } from 'vitest';
import { alongCurve, curveThrough, parametricCurve } from '@lib/data/curves';

describe('points along a curve', () => {
  it('stand for equal lengths, however unevenly the curve is given', () => {
    const points = alongCurve([[0, 0], [0.1, 0], [0.1, 0], [4, 0], [4, 4]], 2); // prettier-ignore
    expect(points).toEqual([[1, 0], [3, 0], [4, 1], [4, 3]]); // prettier-ignore
  });

  it('are no farther apart than asked', () => {
    const circle = parametricCurve((t) => [Math.cos(2 * Math.PI * t), Math.sin(2 * Math.PI * t)]);
    const points = alongCurve(circle, 0.1);
    expect(points.length).toBe(Math.ceil((2 * Math.PI) / 0.1));
    points.slice(1).forEach(([x, y], i) => {
      const [x0, y0] = points[i] ?? [NaN, NaN];
      expect(Math.hypot(x - x0, y - y0)).toBeLessThanOrEqual(0.1);
    });
  });

  it('are one for a dot, none for nothing', () => {
    expect(alongCurve([[1, 2]], 0.1)).toEqual([[1, 2]]);
    expect(alongCurve([[1, 2], [1, 2]], 0.1)).toEqual([[1, 2]]); // prettier-ignore
    expect(alongCurve([], 0.1)).toEqual([]);
  });
});

describe('a curve through points', () => {
  it('passes them all, straight where they are', () => {
    const points = [[0, 0], [1, 1], [2, 2], [3, 3]] as const; // prettier-ignore
    const curve = curveThrough(points, 4);
    expect(curve).toHaveLength(13);
    expect(curve.filter((_, i) => i % 4 === 0)).toEqual(points);
    for (const [x, y] of curve) expect(y).toBeCloseTo(x, 12);
  });

  it('is half a step further than the chord where it turns, by hand', () => {
    // At t = ½: (−a + 9 b + 9 c − d) / 16, with the ends repeated.
    const [, middle] = curveThrough([[0, 0], [1, 1], [2, 0]], 2); // prettier-ignore
    expect(middle).toEqual([(0 + 9 - 2) / 16, 9 / 16]);
  });
});
