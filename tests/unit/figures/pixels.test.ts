import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  average,
  bent,
  bird,
  draw,
  edges,
  eight,
  enlarge,
  eye,
  grained,
  shrink,
  subtract,
  turned,
  type Picture,
  type Shape,
} from '@components/figures/parts/pixels';

const level = fc.double({ min: 0, max: 1, noNaN: true });
/** Pictures of 8 × 8 pixels, of any values. */
const pictures = fc.array(fc.array(level, { minLength: 8, maxLength: 8 }), {
  minLength: 8,
  maxLength: 8,
});
const mean = (picture: Picture) => picture.flat().reduce((a, b) => a + b, 0) / picture.length ** 2;
const expectClose = (left: Picture, right: Picture) => {
  expect(left.length).toBe(right.length);
  left.flat().forEach((value, i) => {
    expect(value).toBeCloseTo(right.flat()[i] ?? NaN, 10);
  });
};

describe('draw', () => {
  it('gives a pixel that a shape covers by half half the ink', () => {
    expect(draw((x) => (x < 0.25 ? 1 : 0), 2)).toEqual([
      [0.5, 0],
      [0.5, 0],
    ]);
  });

  it('puts rows downwards and columns to the right', () => {
    expect(draw((x, y) => (x > 0.5 && y < 0.5 ? 1 : 0), 2)).toEqual([
      [0, 1],
      [0, 0],
    ]);
  });
});

describe('shrink and enlarge', () => {
  it('shrinks 2 × 2 pixels to their mean', () => {
    expect(
      shrink([
        [0, 0.2],
        [0.4, 1],
      ]),
    ).toEqual([[0.4]]);
  });

  it('keeps the mean when shrinking', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        expect(mean(shrink(picture))).toBeCloseTo(mean(picture), 10);
      }),
    );
  });

  it('enlarges by quarters of the way between neighbours, as bilinear interpolation does', () => {
    const [row] = enlarge([
      [0, 1],
      [0, 1],
    ]);
    expect(row).toEqual([0, 0.25, 0.75, 1]);
  });

  it('loses nothing in a pyramid: the enlarged picture and the residual give the picture back', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const larger = enlarge(shrink(picture));
        const residual = subtract(picture, larger);
        const zero = subtract(larger, larger);
        expectClose(subtract(larger, subtract(zero, residual)), picture);
      }),
    );
  });
});

describe('average', () => {
  it('is the pixel-wise mean', () => {
    const [left, right] = [
      [
        [0, 1],
        [0.2, 0],
      ],
      [
        [1, 1],
        [0.4, 0],
      ],
    ];
    expectClose(average([left ?? [], right ?? []]), [
      [0.5, 1],
      [0.3, 0],
    ]);
  });

  it('turns stripes and their opposites into an even grey, and so does shrinking', () => {
    const stripes: Shape = (x) => Math.floor(8 * x) % 2;
    const patterns = [stripes, (x: number, y: number) => 1 - stripes(x, y)].map((s) => draw(s, 8));
    expect(new Set(average(patterns).flat())).toEqual(new Set([0.5]));
    expect(patterns.map((p) => new Set(shrink(p).flat()))).toEqual([
      new Set([0.5]),
      new Set([0.5]),
    ]);
  });
});

describe('edges', () => {
  it('keeps the rim of a block and empties its inside', () => {
    const block = draw((x, y) => (x > 0.2 && x < 0.8 && y > 0.2 && y < 0.8 ? 1 : 0), 5);
    expect(edges(block)).toEqual([
      [0, 0, 0, 0, 0],
      [0, 1, 1, 1, 0],
      [0, 1, 0, 1, 0],
      [0, 1, 1, 1, 0],
      [0, 0, 0, 0, 0],
    ]);
  });
});

describe('shapes', () => {
  const shapes: [string, Shape][] = [
    ['bird', bird],
    ['eight', eight],
    ['eye', eye(0.7)],
    ['bent eight', bent(eight, 0.06)],
    ['grained eye', grained(eye(-0.5), 0.24)],
  ];

  it.each(shapes)('%s has ink in [0, 1] and some of both', (_, shape) => {
    const values = draw(shape, 16).flat();
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
    expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(0.5);
  });

  it('an eye that looks to the right has its iris to the right', () => {
    const centreOf = (gaze: number) => {
      const row = draw(eye(gaze), 16)[8] ?? [];
      const dark = row
        .map((value, i) => (value > 0.5 && i > 1 && i < 14 ? i : -1))
        .filter((i) => i >= 0);
      return dark.reduce((a, b) => a + b, 0) / dark.length;
    };
    expect(centreOf(0.7)).toBeGreaterThan(centreOf(0) + 1);
    expect(centreOf(-0.7)).toBeLessThan(centreOf(0) - 1);
  });

  it('a quarter turn moves what lay to the right below the middle', () => {
    const rightHalf: Shape = (x) => (x > 0.5 ? 1 : 0);
    expect(draw(turned(rightHalf, Math.PI / 2), 2)).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });
});
