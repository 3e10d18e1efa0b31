import { describe, expect, it } from 'vitest';
import { findExamples } from '@lib/latent/find-examples';
import type { DigitAttributes } from '@lib/latent/image-moments';

const withSlant = (slant: number): DigitAttributes => ({
  slant,
  ink: 1,
  centre: { x: 0, y: 0 },
  thickness: 1,
  width: 1,
  height: 1,
});

// Sample:                   0   1   2    3   4   5     6
const slants = [30, 5, 10, 50, 20, 0, null];
const attributes = slants.map((slant) => (slant === null ? null : withSlant(slant)));
const classified = {
  classes: Uint8Array.of(7, 7, 7, 1, 7, 7, 7),
  confidences: Float32Array.of(0.99, 0.99, 0.99, 0.99, 0.99, 0.5, 0.99),
};
const find = (end: 'low' | 'high', count: number, minConfidence?: number) =>
  findExamples({
    kind: { digit: 7, attribute: 'slant', end },
    classified,
    attributes,
    count,
    ...(minConfidence === undefined ? {} : { minConfidence }),
  });

describe('finding examples of a kind', () => {
  it('takes those at the end of the range, the most extreme first', () => {
    expect(find('high', 2)).toEqual([0, 4]);
    expect(find('low', 2)).toEqual([1, 2]);
  });

  it('leaves out other digits, doubtful ones, and empty images', () => {
    expect(find('high', 10)).toEqual([0, 4, 2, 1]);
    expect(find('low', 1, 0.4)).toEqual([5]);
  });

  it('finds nothing where there is nothing', () => {
    const kind = { digit: 3, attribute: 'slant', end: 'low' } as const;
    expect(findExamples({ kind, classified, attributes, count: 3 })).toEqual([]);
  });
});
