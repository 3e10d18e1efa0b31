import { describe, expect, it } from 'vitest';
import { alikeWhenSmall } from '@lib/data/alike-when-small';
import type { MnistDataset } from '@lib/data/mnist';

const side = 8;
const shrinking = { factor: 4, levels: 256 };
const blank = () => new Uint8Array(side ** 2);

function spot(y: number, x: number, value = 160): Uint8Array {
  const image = blank();
  image[y * side + x] = value;
  return image;
}

const datasetOf = (...images: Uint8Array[]): MnistDataset => ({
  images: Uint8Array.from(images.flatMap((image) => [...image])),
  labels: null,
  count: images.length,
  height: side,
  width: side,
});

describe('digits that are alike once they are small', () => {
  it('are those of the same means of blocks, nearest first', () => {
    const dataset = datasetOf(blank(), spot(5, 5, 32), spot(6, 6), spot(1, 1, 176));
    const { images, difference } = alikeWhenSmall({
      dataset,
      image: spot(5, 6),
      shrinking,
      count: 2,
    });
    // The spot elsewhere in its block gives the same; the other is not to be moved into the block.
    expect(images.subarray(0, 64)).toEqual(spot(6, 6));
    expect(images.subarray(64)).toEqual(spot(5, 5, 32));
    // One small pixel of the second.
    expect(difference).toBe(0.5);
  });

  it('may be moved by up to two pixels, once each', () => {
    const dataset = datasetOf(spot(3, 2), spot(0, 0));
    const { images, difference } = alikeWhenSmall({
      dataset,
      image: spot(5, 4),
      shrinking,
      count: 1,
    });
    expect(difference).toBe(0);
    const place = images.indexOf(160);
    expect([place >= 32, place % side >= 4]).toEqual([true, true]);
  });

  it('need not differ where the greys are few', () => {
    const dataset = datasetOf(spot(5, 5, 144));
    const options = { dataset, image: spot(5, 5), count: 1 };
    const few = alikeWhenSmall({ ...options, shrinking: { factor: 4, levels: 4 } });
    expect(few.difference).toBe(0);
    expect(alikeWhenSmall({ ...options, shrinking }).difference).toBe(1);
  });

  it('have a mean', () => {
    const { mean } = alikeWhenSmall({
      dataset: datasetOf(spot(5, 5), spot(6, 6)),
      image: spot(5, 5),
      shrinking,
      count: 2,
    });
    expect([mean[5 * side + 5], mean[6 * side + 6], mean[0]]).toEqual([80, 80, 0]);
  });
});
