import { describe, expect, it } from 'vitest';
import { type DistortionRange, distortImages } from '@lib/data/distortions';
import { Random } from '@lib/random';

const none: DistortionRange = { shift: 0, rotation: 0, scale: 0, shear: 0 };
const [height, width] = [9, 9];

/** A vertical bar of three pixels' width and five pixels' height in the middle. */
const bar = Float32Array.from({ length: height * width }, (_, i) => {
  const [x, y] = [i % width, Math.floor(i / width)];
  return Math.abs(x - 4) <= 1 && Math.abs(y - 4) <= 2 ? 1 : 0;
});

const distort = (range: Partial<DistortionRange>, seed = 1, images = bar) =>
  distortImages(images, {
    height,
    width,
    range: { ...none, ...range },
    random: new Random(seed),
    background: 0,
  });

const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);

/** Mean and variance of the places, and how x goes with y. */
function moments(image: Float32Array) {
  const mean = (of: (x: number, y: number) => number) =>
    image.reduce((total, v, i) => total + v * of(i % width, Math.floor(i / width)), 0) / sum(image);
  const [x0, y0] = [mean((x) => x), mean((_, y) => y)];
  return {
    x: x0,
    y: y0,
    xx: mean((x) => (x - x0) ** 2),
    yy: mean((_, y) => (y - y0) ** 2),
    xy: mean((x, y) => (x - x0) * (y - y0)),
  };
}

describe('distortions', () => {
  it('of no size leave images as they are', () => {
    expect(distort({})).toEqual(bar);
  });

  it('shift by no more than their range, each axis in its own way, and keep the ink', () => {
    const shifts = Array.from({ length: 30 }, (_, seed) => {
      const shifted = distort({ shift: 2 }, seed);
      expect(sum(shifted)).toBeCloseTo(sum(bar), 4);
      const { x, y } = moments(shifted);
      return [x - 4, y - 4] as const;
    });
    for (const [right, down] of shifts) {
      expect(Math.max(Math.abs(right), Math.abs(down))).toBeLessThanOrEqual(2.0001);
    }
    expect(Math.max(...shifts.map(([right]) => right))).toBeGreaterThan(1);
    expect(Math.min(...shifts.map(([, down]) => down))).toBeLessThan(-1);
  });

  it('turn about the centre, either way', () => {
    const turned = Array.from({ length: 20 }, (_, seed) =>
      moments(distort({ rotation: 30 }, seed)),
    );
    for (const { x, y } of turned) {
      expect(x).toBeCloseTo(4, 4);
      expect(y).toBeCloseTo(4, 4);
    }
    expect(Math.max(...turned.map(({ xy }) => xy))).toBeGreaterThan(0.2);
    expect(Math.min(...turned.map(({ xy }) => xy))).toBeLessThan(-0.2);
  });

  it('slant: rows move along x and none along y', () => {
    const slanted = moments(distort({ shear: 0.5 }, 3));
    expect(Math.abs(slanted.xy)).toBeGreaterThan(0.05);
    expect(slanted.yy).toBeCloseTo(moments(bar).yy, 4);
  });

  it('scale both axes alike', () => {
    const scaled = Array.from({ length: 20 }, (_, seed) => sum(distort({ scale: 0.3 }, seed)));
    expect(Math.max(...scaled)).toBeGreaterThan(1.2 * sum(bar));
    expect(Math.min(...scaled)).toBeLessThan(0.85 * sum(bar));
  });

  it('distort every image of a batch in its own way', () => {
    const two = distort({ shift: 2 }, 1, Float32Array.of(...bar, ...bar));
    expect(two.slice(0, 81)).not.toEqual(two.slice(81));
    expect(two.slice(0, 81)).toEqual(distort({ shift: 2 }, 1));
  });

  it('fill with the background', () => {
    const white = distortImages(new Float32Array(81).fill(-1), {
      height,
      width,
      range: { shift: 3, rotation: 45, scale: 0.5, shear: 0.3 },
      random: new Random(1),
      background: -1,
    });
    expect(white.every((value) => Math.abs(value + 1) < 1e-6)).toBe(true);
  });
});
