import { describe, expect, it } from 'vitest';
import { OutlineBatches, outlineOf, outlinePairs, padded } from '@lib/data/outlines';
import { Random } from '@lib/random';
import { noiseDataset } from '../support/tiny-mnist';

/** A square of five pixels on a side, in the middle of 28×28. */
function square(): Uint8Array {
  const image = new Uint8Array(28 * 28);
  for (let row = 10; row < 15; row++) image.fill(200, row * 28 + 10, row * 28 + 15);
  return image;
}

describe('outlines', () => {
  it('lie on the edge of what is bright, one pixel wide', () => {
    const outline = outlineOf(padded(square()));
    const row = (index: number) => [...outline.subarray(index * 32 + 11, index * 32 + 18)];
    expect(row(11)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(row(12)).toEqual([0, 1, 1, 1, 1, 1, 0]);
    expect(row(13)).toEqual([0, 1, 0, 0, 0, 1, 0]);
    expect(outline.reduce((sum, value) => sum + value, 0)).toBe(16);
  });

  it('follow the edge of the picture', () => {
    expect(outlineOf(new Uint8Array(32 * 32).fill(255)).filter(Boolean)).toHaveLength(4 * 31);
  });

  it('are paired with their digits in [−1, 1]', () => {
    const digits = { images: square(), labels: null, count: 1, height: 28, width: 28 };
    const { inputs, targets } = outlinePairs(digits, [0]);
    expect(inputs).toEqual(Float32Array.from(outlineOf(padded(square()))));
    expect(targets[0]).toBe(-1);
    expect(targets[12 * 32 + 12]).toBeCloseTo((200 - 127.5) / 127.5);
  });

  it('come in batches that can be taken up where they stood', () => {
    const digits = noiseDataset(6);
    const batches = new OutlineBatches(digits, new Random(1));
    batches.next(2);
    const later = new OutlineBatches(digits, new Random(2));
    later.restore(batches.state());
    expect(later.next(2)).toEqual(batches.next(2));
  });
});
