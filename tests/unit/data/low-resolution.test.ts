import { describe, expect, it } from 'vitest';
import { shrunk, upscaled } from '@lib/data/low-resolution';

/** All greys, so that the means are seen. */
const size = { side: 8, factor: 4, levels: 256 };

describe('shrinking', () => {
  it('takes means of blocks, image by image', () => {
    const one = new Uint8Array(64);
    one[0] = 48; // in the first block
    one[63] = 160; // in the last
    const images = Uint8Array.from([...one, ...new Uint8Array(64).fill(7)]);
    expect([...shrunk(images, size)]).toEqual([3, 0, 0, 10, 7, 7, 7, 7]);
  });

  it('leaves a few greys, black and white among them', () => {
    const images = Uint8Array.from({ length: 64 }, (_, i) => [0, 42, 43, 255][i >> 4] ?? 0);
    const rows = { side: 8, factor: 2, levels: 4 };
    const small = [...shrunk(images, rows)];
    expect([small[0], small[4], small[8], small[12]]).toEqual([0, 0, 85, 255]);
  });
});

describe('enlarging without learning', () => {
  const halves = Uint8Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 0 : 200));

  it('by the nearest keeps blocks of one grey', () => {
    expect([...upscaled(halves, { ...size, method: 'nearest' })]).toEqual([...halves]);
  });

  it('by cubic convolution follows Keys’ weights, clamped at the edges', () => {
    const row = [...upscaled(halves, { ...size, method: 'bicubic' }).subarray(0, 8)];
    // At 1/8 beyond the first centre: of 0 and 200, with each repeated beyond.
    const weigh = (t: number) => [
      -0.5 * t ** 3 + t ** 2 - 0.5 * t,
      1.5 * t ** 3 - 2.5 * t ** 2 + 1,
      -1.5 * t ** 3 + 2 * t ** 2 + 0.5 * t,
      0.5 * t ** 3 - 0.5 * t ** 2,
    ];
    const between = [1, 3, 5, 7].map((eighths) => {
      const [, , c = 0, d = 0] = weigh(eighths / 8);
      return Math.round(200 * (c + d));
    });
    expect(row.slice(2, 6)).toEqual(between.map((value) => Math.min(255, Math.max(0, value))));
    // It overshoots where it can, and is cut off at black.
    expect(row.slice(0, 2)).toEqual([0, 0]);
    expect(row[7]).toBeGreaterThanOrEqual(200);
  });

  it('leaves a flat image flat', () => {
    const flat = new Uint8Array(128).fill(90);
    expect([...upscaled(flat, { ...size, method: 'bicubic' })]).toEqual([...flat]);
  });
});
