import { describe, expect, it } from 'vitest';
import { selectImages, splitDataset, withLabels } from '@lib/data/split';
import { Random } from '@lib/random';

/** Images of 1 × 2 pixels that tell their index. */
const dataset = {
  images: Uint8Array.from({ length: 20 }, (_, i) => i),
  labels: Uint8Array.from({ length: 10 }, (_, i) => i),
  count: 10,
  height: 1,
  width: 2,
};

describe('selecting images', () => {
  it('takes pixels and labels in the order asked for', () => {
    const { images, labels, count } = selectImages(dataset, [3, 0]);
    expect([...images]).toEqual([6, 7, 0, 1]);
    expect([...labels]).toEqual([3, 0]);
    expect(count).toBe(2);
  });

  it('leaves labels unknown where they are', () => {
    expect(selectImages({ ...dataset, labels: null }, [1]).labels).toBeNull();
  });
});

describe('a split', () => {
  const split = (seed: number) => splitDataset(dataset, { heldOut: 3, random: new Random(seed) });

  it('has every image in one part, with its own label', () => {
    const { training, heldOut } = split(1);
    expect([training.count, heldOut.count]).toEqual([7, 3]);
    const labels = [...training.labels, ...heldOut.labels];
    expect([...labels].sort((a, b) => a - b)).toEqual([...dataset.labels]);
    const pixels = [...training.images, ...heldOut.images];
    expect(pixels).toEqual(labels.flatMap((label) => [2 * label, 2 * label + 1]));
  });

  it('is the same for the same seed and another for another', () => {
    expect(split(1)).toEqual(split(1));
    expect(split(1)).not.toEqual(split(2));
  });

  it('refuses parts that are larger than the whole', () => {
    expect(() => splitDataset(dataset, { heldOut: 11, random: new Random(1) })).toThrow(
      'received 11',
    );
  });
});

describe('a dataset without labels', () => {
  it('is refused where they are needed', () => {
    expect(() => withLabels({ ...dataset, labels: null })).toThrow('ラベル');
    expect(withLabels(dataset).labels).toBe(dataset.labels);
  });
});
