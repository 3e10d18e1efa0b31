import { describe, expect, it } from 'vitest';
import { toMnistFrame } from '@lib/data/drawing';

/** A drawing with a white rectangle. */
function rectangle(
  size: { height: number; width: number },
  { left = 0, top = 0, right = 0, bottom = 0 },
): Uint8Array {
  return Uint8Array.from({ length: size.height * size.width }, (_, i) => {
    const [x, y] = [i % size.width, Math.floor(i / size.width)];
    return x >= left && x < right && y >= top && y < bottom ? 255 : 0;
  });
}

function boxOf(image: Uint8Array) {
  const places = [...image.keys()].filter((i) => (image[i] ?? 0) > 0);
  const xs = places.map((i) => i % 28);
  const ys = places.map((i) => Math.floor(i / 28));
  return {
    left: Math.min(...xs),
    right: Math.max(...xs) + 1,
    top: Math.min(...ys),
    bottom: Math.max(...ys) + 1,
  };
}

const large = { height: 280, width: 280 };

describe('a drawing in MNIST’s frame', () => {
  it('has its longer side 20 pixels long, and its proportions', () => {
    const drawn = rectangle(large, { left: 30, top: 50, right: 130, bottom: 250 });
    const image = toMnistFrame(drawn, large) ?? new Uint8Array();
    expect(image).toHaveLength(784);
    expect(boxOf(image)).toEqual({ left: 9, right: 19, top: 4, bottom: 24 });
    expect(image[14 * 28 + 14]).toBe(255);
  });

  it('is the same wherever and however large it was drawn', () => {
    const small = rectangle(large, { left: 10, top: 20, right: 30, bottom: 60 });
    const big = rectangle(large, { left: 80, top: 60, right: 180, bottom: 260 });
    expect(toMnistFrame(small, large)).toEqual(toMnistFrame(big, large));
  });

  it('has its centre of mass in the middle, not its box', () => {
    // A thick bar with a thin line to its right.
    const drawn = rectangle(large, { left: 40, top: 40, right: 80, bottom: 240 });
    rectangle(large, { left: 80, top: 135, right: 200, bottom: 145 }).forEach((value, i) => {
      if (value > 0) drawn[i] = value;
    });
    const image = toMnistFrame(drawn, large) ?? new Uint8Array();
    const sum = image.reduce((total, value) => total + value, 0);
    const x = image.reduce((total, value, i) => total + value * ((i % 28) + 0.5), 0) / sum;
    expect(x).toBeCloseTo(14, 1);
    const { left, right } = boxOf(image);
    expect((left + right) / 2).toBeGreaterThan(15);
  });

  it('leaves a digit that is in the frame already as it is', () => {
    const digit = rectangle({ height: 28, width: 28 }, { left: 11, top: 4, right: 17, bottom: 24 });
    expect(toMnistFrame(digit, { height: 28, width: 28 })).toEqual(digit);
  });

  it('keeps half-tones as means', () => {
    const size = { height: 40, width: 40 };
    const drawn = rectangle(size, { right: 40, bottom: 40 });
    const checked = drawn.map((value, i) => ((i + Math.floor(i / 40)) % 2 === 0 ? value : 0));
    const image = toMnistFrame(checked, size) ?? new Uint8Array();
    expect(Math.abs((image[14 * 28 + 14] ?? 0) - 127.5)).toBeLessThan(1);
  });

  it('of nothing is nothing', () => {
    expect(toMnistFrame(new Uint8Array(16), { height: 4, width: 4 })).toBeNull();
  });

  it('is refused for another number of pixels', () => {
    expect(() => toMnistFrame(new Uint8Array(15), { height: 4, width: 4 })).toThrow('received 15');
  });
});
