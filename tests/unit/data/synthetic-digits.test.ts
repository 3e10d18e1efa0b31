import { describe, expect, it } from 'vitest';
import { digitTemplates } from '@lib/data/digit-templates';
import { drawSyntheticDigits, handPen } from '@lib/data/synthetic-digits';
import { Random } from '@lib/random';

const draw = (seed = 1, pen?: typeof handPen) => drawSyntheticDigits(200, new Random(seed), pen);

describe('synthetic digits', () => {
  it('are the ten digits in turn, each written in two or three ways', () => {
    expect([...draw().labels.subarray(0, 12)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    expect(digitTemplates).toHaveLength(10);
    for (const ways of digitTemplates) expect([2, 3]).toContain(ways.length);
    expect(digitTemplates.flat(4).every(([x, y]) => Math.hypot(x, y) < 2)).toBe(true);
  });

  it('are lines of one brightness with hard edges', () => {
    expect(new Set(draw().images)).toEqual(new Set([0, 255]));
  });

  it('come out the same from the same seed only', () => {
    expect(draw(1).images).toEqual(draw(1).images);
    expect(draw(2).images).not.toEqual(draw(1).images);
  });

  it("are 20 pixels high or wide, as MNIST's are", () => {
    const { images, count } = draw();
    for (let i = 0; i < count; i++) {
      const pixels = images.subarray(i * 784, (i + 1) * 784);
      const inked = [...pixels.keys()].filter((p) => pixels[p]);
      const [xs, ys] = [inked.map((p) => p % 28), inked.map((p) => Math.floor(p / 28))];
      const side = (places: number[]) => Math.max(...places) - Math.min(...places) + 1;
      expect(Math.abs(Math.max(side(xs), side(ys)) - 20)).toBeLessThanOrEqual(1);
    }
  });

  it('have the same strokes under another pen, whose ink is about that of MNIST', () => {
    const [thin, hand] = [draw(1).images, draw(1, handPen).images];
    expect(thin.every((ink, i) => ink === 0 || (hand[i] ?? 0) > 128)).toBe(true);
    const ink = hand.reduce((sum, value) => sum + value, 0) / 255 / hand.length;
    expect(ink).toBeCloseTo(0.131, 1.7);
  });
});
