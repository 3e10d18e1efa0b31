import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolationPath, linear, planeThrough, spherical } from '@lib/latent/paths';

const v = (...values: number[]) => Float32Array.from(values);
const component = fc.float({ min: -1, max: 1, noNaN: true });
const vector = fc
  .array(component, { minLength: 5, maxLength: 5 })
  .map((values) => Float32Array.from(values));
const share = fc.float({ min: 0, max: 1, noNaN: true });

function expectClose(a: Float32Array, b: Float32Array): void {
  a.forEach((value, i) => {
    expect(value).toBeCloseTo(b[i] ?? NaN, 4);
  });
}

describe.each([
  ['linear', linear],
  ['spherical', spherical],
])('%s interpolation', (_, interpolate) => {
  it('begins and ends at its ends, and is the same way back', () => {
    fc.assert(
      fc.property(vector, vector, share, (a, b, t) => {
        expectClose(interpolate(a, b, 0), a);
        expectClose(interpolate(a, b, 1), b);
        expectClose(interpolate(a, b, t), interpolate(b, a, Math.fround(1 - t)));
      }),
    );
  });
});

describe('linear interpolation', () => {
  it('is half way at ½', () => {
    expect(linear(v(0, 2), v(1, 0), 0.5)).toEqual(v(0.5, 1));
  });
});

describe('spherical interpolation', () => {
  it('keeps the length of vectors of one length', () => {
    fc.assert(
      fc.property(vector, vector, share, (a, b, t) => {
        const [lengthA, lengthB] = [Math.hypot(...a), Math.hypot(...b)];
        fc.pre(lengthA > 0.1 && lengthB > 0.1);
        const [unitA, unitB] = [a.map((x) => x / lengthA), b.map((x) => x / lengthB)];
        const cosine = unitA.reduce((sum, x, i) => sum + x * (unitB[i] ?? 0), 0);
        fc.pre(Math.abs(cosine) < 0.999);
        expect(Math.hypot(...spherical(unitA, unitB, t))).toBeCloseTo(1, 3);
      }),
    );
  });

  it('goes a quarter of the right angle at t = ¼', () => {
    const [x = NaN, y = NaN] = spherical(v(1, 0), v(0, 1), 0.25);
    expect(Math.atan2(y, x)).toBeCloseTo(Math.PI / 8, 6);
  });

  it('takes the straight way between vectors of one direction, of opposite ones, and from 0', () => {
    expect(spherical(v(1, 1), v(1, 1), 0.3)).toEqual(v(1, 1));
    expectClose(spherical(v(1, 0), v(-1, 0), 0.25), v(0.5, 0));
    expectClose(spherical(v(0, 0), v(1, 0), 0.5), v(0.5, 0));
  });
});

describe('a path', () => {
  it('has both ends and equal distances', () => {
    const path = interpolationPath({ from: v(0), to: v(1), count: 5 }, linear);
    expect(path).toEqual([v(0), v(0.25), v(0.5), v(0.75), v(1)]);
  });

  it('needs two vectors', () => {
    expect(() => interpolationPath({ from: v(0), to: v(1), count: 1 }, linear)).toThrow(RangeError);
  });
});

describe('a plane through three vectors', () => {
  const corners = [v(0, 0, 1), v(1, 0, 1), v(0, 1, 1)] as const;

  it('has them at its corners and the fourth corner opposite', () => {
    const plane = planeThrough({ corners, rows: 3, columns: 4 });
    expect(plane).toHaveLength(12);
    expectClose(plane[0] ?? v(), corners[0]);
    expectClose(plane[3] ?? v(), corners[1]);
    expectClose(plane[8] ?? v(), corners[2]);
    expectClose(plane[11] ?? v(), v(1, 1, 1));
  });

  it('is even along rows and columns', () => {
    const plane = planeThrough({ corners, rows: 3, columns: 5 });
    expectClose(plane[5 + 2] ?? v(), v(0.5, 0.5, 1));
  });

  it('of one tile is its first corner', () => {
    expect(planeThrough({ corners, rows: 1, columns: 1 })).toEqual([corners[0]]);
  });
});
