import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tileImages, toBytes } from '@lib/data/image-grid';

describe('tiling', () => {
  it('lays images out in reading order, here three of 2 × 3 pixels in two columns', () => {
    const images = Uint8Array.from({ length: 18 }, (_, i) => i + 1);
    const tiles = tileImages({ images, count: 3, height: 2, width: 3, columns: 2 });
    // prettier-ignore
    expect([...tiles.pixels]).toEqual([
       1,  2,  3,    7,  8,  9,
       4,  5,  6,   10, 11, 12,

      13, 14, 15,    0,  0,  0,
      16, 17, 18,    0,  0,  0,
    ]);
    expect(tiles).toMatchObject({ rows: 2, columns: 2, tileHeight: 2, tileWidth: 3 });
  });

  it('keeps the three bytes of a pixel in colour together', () => {
    const images = Uint8Array.from({ length: 12 }, (_, i) => i + 1);
    const tiles = tileImages({ images, count: 2, height: 1, width: 2, columns: 1, channels: 3 });
    expect(tiles).toMatchObject({ channels: 3, rows: 2, tileHeight: 1, tileWidth: 2 });
    expect([...tiles.pixels]).toEqual([...images]);
    const beside = tileImages({ images, count: 2, height: 2, width: 1, columns: 2, channels: 3 });
    expect([...beside.pixels]).toEqual([1, 2, 3, 7, 8, 9, 4, 5, 6, 10, 11, 12]);
  });

  it('puts pixel (y, x) of image i at (row · height + y, column · width + x), square or not', () => {
    const small = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(small, small, small, small, (count, height, width, columns) => {
        const images = Uint8Array.from({ length: count * height * width }, (_, i) => i + 1);
        const { pixels, rows } = tileImages({ images, count, height, width, columns });
        expect(rows).toBe(Math.ceil(count / columns));
        expect(pixels).toHaveLength(rows * height * columns * width);
        for (let i = 0; i < count; i++) {
          const [row, column] = [Math.floor(i / columns), i % columns];
          for (let y = 0; y < height; y++) {
            for (let x = 0; x < width; x++) {
              const at = (row * height + y) * (columns * width) + column * width + x;
              expect(pixels[at]).toBe(images[(i * height + y) * width + x]);
            }
          }
        }
      }),
    );
  });

  it('takes only the first `count` of more images', () => {
    const images = Uint8Array.of(1, 2, 3, 4);
    const { pixels } = tileImages({ images, count: 3, height: 1, width: 1, columns: 2 });
    expect([...pixels]).toEqual([1, 2, 3, 0]);
  });
});

describe('bytes', () => {
  it('of −1, 0 and 1 are 0, 128 and 255', () => {
    expect([...toBytes(Float32Array.of(-1, 0, 1))]).toEqual([0, 128, 255]);
  });

  it('are rounded to the nearest', () => {
    const between = (byte: number) => (byte - 127.5) / 127.5;
    const values = Float32Array.of(between(10.4), between(10.6), between(254.4));
    expect([...toBytes(values)]).toEqual([10, 11, 254]);
  });

  it('are clipped beyond the range, and black for NaN', () => {
    const values = Float32Array.of(-1.5, 1.5, Infinity, -Infinity, NaN);
    expect([...toBytes(values)]).toEqual([0, 255, 255, 0, 0]);
  });

  it('come back exactly from the scale that training uses', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(toBytes(Float32Array.from(bytes, (b) => (b - 127.5) / 127.5))).toEqual(bytes);
  });
});
