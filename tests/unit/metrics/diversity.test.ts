import { describe, expect, it } from 'vitest';
import { pixelDiversity } from '@lib/metrics/diversity';

describe('the diversity of a set of images', () => {
  it('is 0 for one image repeated, however bright', () => {
    expect(pixelDiversity(Uint8Array.of(10, 200, 10, 200, 10, 200), 2)).toBe(0);
  });

  it('is the root mean square of the pixels’ deviations', () => {
    // The first pixel is 0 or 20 (deviation 10), the second is always 7.
    expect(pixelDiversity(Uint8Array.of(0, 7, 20, 7), 2)).toBeCloseTo(Math.sqrt(100 / 2), 12);
  });

  it('does not change when the set is repeated', () => {
    const images = Uint8Array.of(1, 2, 30, 4, 5, 60, 7, 8, 9);
    expect(pixelDiversity(Uint8Array.of(...images, ...images), 3)).toBeCloseTo(
      pixelDiversity(images, 3),
      12,
    );
  });

  it('is refused for broken images and for none', () => {
    expect(() => pixelDiversity(Uint8Array.of(1, 2, 3), 2)).toThrow('received 3');
    expect(() => pixelDiversity(new Uint8Array(), 2)).toThrow('received 0');
  });
});
