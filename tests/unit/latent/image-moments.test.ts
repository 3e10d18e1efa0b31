import { describe, expect, it } from 'vitest';
import { type DigitAttributes, measureDigit } from '@lib/latent/image-moments';

const size = { height: 28, width: 28 };

/** A bar by its measures, with smooth edges: 4 × 4 samples a pixel. */
function bar({ length = 18, thickness = 3, slant = 0, x = 14, y = 14 }): Uint8Array {
  const shear = Math.tan((slant * Math.PI) / 180);
  const isInk = (px: number, py: number) =>
    Math.abs(py - y) <= length / 2 && Math.abs(px - x + shear * (py - y)) <= thickness / 2;
  return Uint8Array.from({ length: 28 * 28 }, (_, i) => {
    let hits = 0;
    for (let s = 0; s < 16; s++) {
      const [dx, dy] = [((s % 4) + 0.5) / 4, (Math.floor(s / 4) + 0.5) / 4];
      if (isInk((i % 28) + dx, Math.floor(i / 28) + dy)) hits += 1;
    }
    return Math.round((hits / 16) * 255);
  });
}

const measure = (image: Uint8Array) => measureDigit(image, size) as DigitAttributes;

describe('the attributes of a digit', () => {
  it('of an upright bar are its measures', () => {
    const { slant, thickness, width, height, ink, centre } = measure(bar({}));
    expect(slant).toBeCloseTo(0, 6);
    expect(ink).toBeCloseTo(18 * 3, 0);
    expect(Math.abs(height - 18)).toBeLessThan(0.2);
    expect(Math.abs(width - 3)).toBeLessThan(0.5);
    expect(Math.abs(thickness - 3)).toBeLessThan(0.8);
    // In pixel indices the middle of 28 pixels is 13.5.
    expect(centre.x).toBeCloseTo(13.5, 2);
    expect(centre.y).toBeCloseTo(13.5, 2);
  });

  it.each([-30, -10, 5, 20, 40])(
    'find a slant of %d degrees, to the right being positive',
    (slant) => {
      expect(Math.abs(measure(bar({ slant })).slant - slant)).toBeLessThan(1);
    },
  );

  it('find a slant wherever the digit is', () => {
    const here = measure(bar({ slant: 20, length: 12 })).slant;
    expect(measure(bar({ slant: 20, length: 12, x: 9, y: 17 })).slant).toBeCloseTo(here, 1);
  });

  it('order strokes by their thickness, about in pixels, whatever the length', () => {
    const thickness = [1.5, 2, 3, 4, 5].map((t) => measure(bar({ thickness: t })).thickness);
    expect(thickness).toEqual([...thickness].sort((a, b) => a - b));
    const [long, short] = [20, 10].map((length) => measure(bar({ length })).thickness);
    expect(Math.abs((long ?? NaN) - (short ?? NaN))).toBeLessThan(0.4);
  });

  it('order digits by their height', () => {
    const heights = [8, 12, 16, 20].map((length) => measure(bar({ length })).height);
    heights.forEach((height, i) => {
      expect(Math.abs(height - (8 + 4 * i))).toBeLessThan(0.3);
    });
  });

  it('do not depend on brightness, but for the ink', () => {
    const dim = measure(bar({ slant: 15 }).map((value) => value / 2));
    const bright = measure(bar({ slant: 15 }));
    expect(dim.slant).toBeCloseTo(bright.slant, 0);
    expect(dim.thickness).toBeCloseTo(bright.thickness, 1);
    expect(dim.ink / bright.ink).toBeCloseTo(0.5, 1);
  });

  it('of an image without ink are none', () => {
    expect(measureDigit(new Uint8Array(28 * 28), size)).toBeNull();
  });

  it('are refused for another number of pixels', () => {
    expect(() => measureDigit(new Uint8Array(5), size)).toThrow('received 5');
  });
});
