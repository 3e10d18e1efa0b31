import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rasterise } from '@lib/data/rasterise';

const options = { side: 20, penRadius: 0.2 };
const at = (picture: Uint8Array, row: number, column: number) => picture[row * 20 + column];

describe('a drawing as pixels', () => {
  it('is empty without strokes', () => {
    expect(rasterise([], options).every((value) => value === 0)).toBe(true);
  });

  it('has a dot as large as the pen where it was set, y upwards', () => {
    const picture = rasterise([[[0.5, 0.5]]], options);
    expect(at(picture, 5, 15)).toBe(255);
    expect(at(picture, 15, 5)).toBe(0);
    const ink = picture.reduce((sum, value) => sum + value / 255, 0);
    // π r², r being two pixels.
    expect(ink).toBeGreaterThan(11.5);
    expect(ink).toBeLessThan(13.6);
  });

  it('inks a stroke from end to end, whatever the points between', () => {
    const long = rasterise([[[-0.5, 0], [0.5, 0]]], options); // prettier-ignore
    const parts = rasterise([[[-0.5, 0], [0, 0], [0.5, 0]]], options); // prettier-ignore
    expect(long).toEqual(parts);
    for (let column = 5; column < 15; column++) expect(at(long, 10, column)).toBe(255);
    expect(at(long, 10, 1)).toBe(0);
    expect(at(long, 5, 10)).toBe(0);
  });

  it('stays within the picture for any stroke of the square', () => {
    const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
    const stroke = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 4 }), (drawing) => {
        const picture = rasterise(drawing, options);
        expect(picture).toHaveLength(400);
        expect(picture.some((value) => value > 0)).toBe(drawing.length > 0);
      }),
    );
  });
});
