import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MnistDataset } from '@lib/data/mnist';
import { NearestImages } from '@lib/metrics/nearest-images';

function dataset(images: readonly (readonly number[])[], width = 2): MnistDataset {
  return {
    images: Uint8Array.from(images.flat()),
    labels: null,
    count: images.length,
    height: (images[0]?.length ?? 0) / width,
    width,
  };
}

const image = fc.array(fc.nat(255), { minLength: 6, maxLength: 6 });

describe('the nearest training image', () => {
  it('is the one at the smallest Euclidean distance', () => {
    const nearest = new NearestImages(dataset([[0, 0, 0, 0], [10, 0, 0, 0], [200, 200, 0, 9]])); // prettier-ignore
    expect(nearest.find(Uint8Array.of(7, 4, 0, 0))).toEqual({ index: 1, distance: 5 });
    expect(nearest.find(Uint8Array.of(255, 255, 255, 255)).index).toBe(2);
  });

  it('is the image itself, at distance 0, where it is a training image', () => {
    const nearest = new NearestImages(dataset([[1, 2, 3, 4], [4, 3, 2, 1], [0, 0, 0, 0]])); // prettier-ignore
    expect(nearest.find(Uint8Array.of(4, 3, 2, 1))).toEqual({ index: 1, distance: 0 });
  });

  it('can be asked for beside the image itself', () => {
    const nearest = new NearestImages(dataset([[1, 2, 3, 4], [4, 3, 2, 1], [1, 2, 3, 7]])); // prettier-ignore
    expect(nearest.find(Uint8Array.of(1, 2, 3, 4), 0)).toEqual({ index: 2, distance: 3 });
    const alone = new NearestImages(dataset([[1, 2, 3, 4]]));
    expect(alone.find(Uint8Array.of(1, 2, 3, 4), 0)).toEqual({ index: -1, distance: Infinity });
  });

  it('is as near as any, for all images', () => {
    fc.assert(
      fc.property(fc.array(image, { minLength: 1, maxLength: 30 }), image, (images, query) => {
        const distances = images.map((other) =>
          Math.hypot(...other.map((x, i) => x - (query[i] ?? 0))),
        );
        const found = new NearestImages(dataset(images)).find(Uint8Array.from(query));
        expect(found.distance).toBeCloseTo(Math.min(...distances), 9);
        expect(distances[found.index]).toBeCloseTo(found.distance, 9);
      }),
    );
  });

  it('takes images of the right size, and some to compare with', () => {
    expect(() => new NearestImages(dataset([]))).toThrow(RangeError);
    const nearest = new NearestImages(dataset([[1, 2, 3, 4]]));
    expect(() => nearest.find(new Uint8Array(3))).toThrow(/4 pixels here, received 3/);
  });
});
