import { describe, expect, it } from 'vitest';
import { type Drawing, inkPoints, mostDrawnPoints } from '@lib/data/strokes';

const weightOf = (drawing: Drawing) =>
  inkPoints(drawing, 0.01).reduce((sum, { weight }) => sum + weight, 0);

describe('a drawing’s ink', () => {
  it('weighs as much as its strokes are long, however many points they have', () => {
    const short: Drawing = [[[0, 0], [0.3, 0]]]; // prettier-ignore
    const long: Drawing = [[[0, 0], [0.01, 0], [0.02, 0], [0.9, 0]]]; // prettier-ignore
    expect(weightOf(long) / weightOf(short)).toBeCloseTo(3, 1);
  });

  it('gives a dot its part', () => {
    expect(weightOf([[[0.5, 0.5]]])).toBeCloseTo(0.1, 12);
    expect(inkPoints([[[0.5, 0.5]]], 0.01).map(({ centre }) => centre)).toEqual([[0.5, 0.5]]);
  });

  it('lies within the square, and is not endless', () => {
    expect(() => inkPoints([[[0, 1.2]]], 0.01)).toThrow(/\(0, 1.2\)がありました/);
    expect(() => inkPoints([[[NaN, 0]]], 0.01)).toThrow(/NaN/);
    const endless = Array.from({ length: mostDrawnPoints + 1 }, () => [0, 0] as const);
    expect(() => inkPoints([endless], 0.01)).toThrow(/2001個/);
    expect(() => inkPoints([[]], 0.01)).toThrow(/何も描かれていません/);
  });
});
