import type { MnistDataset } from '../data/mnist';

export interface NearestImage {
  /** Of the training image, from 0. */
  readonly index: number;
  /** Euclidean distance between the pixels, in grey levels from 0 to 255. */
  readonly distance: number;
}

/**
 * Finds the training image that is nearest to an image, as the rightmost columns of the figures of
 * Goodfellow et al. 2014 show it: a generator that has learned images by heart would be found out.
 *
 * The search is exact. It begins with images of about the same length ‖b‖, and ends where the
 * lengths alone set all others farther apart, since ‖a − b‖ ≥ |‖a‖ − ‖b‖|; and it adds up an image's
 * differences only until they exceed the nearest one's.
 */
export class NearestImages {
  private readonly size: number;
  /** Training images by length, shortest first, and the lengths in that order. */
  private readonly order: Uint32Array;
  private readonly lengths: Float64Array;

  /** @throws without images */
  constructor(private readonly dataset: MnistDataset) {
    const { images, count, height, width } = dataset;
    if (count === 0) throw new RangeError('there is no training image to be near to');
    this.size = height * width;
    const lengths = Float64Array.from({ length: count }, (_, i) =>
      lengthOf(images, i * this.size, this.size),
    );
    this.order = Uint32Array.from(lengths.keys()).sort(
      (a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0),
    );
    this.lengths = Float64Array.from(this.order, (i) => lengths[i] ?? 0);
  }

  /**
   * @param image `[height, width]` bytes, of the training images' size
   * @param except index of a training image to pass over; for one of them, itself
   * @returns with the index −1, infinitely far away, if there is no other image
   */
  find(image: Uint8Array, except = -1): NearestImage {
    if (image.length !== this.size) {
      throw new RangeError(`an image has ${this.size} pixels here, received ${image.length}`);
    }
    const length = lengthOf(image, 0, this.size);
    let [below, above] = [this.firstNotShorter(length) - 1, this.firstNotShorter(length)];
    let best = { index: -1, squared: Infinity };
    for (;;) {
      const isBelow = this.gap(below, length) < this.gap(above, length);
      const next = isBelow ? below-- : above++;
      if (this.gap(next, length) ** 2 >= best.squared) break;
      const index = this.order[next] ?? 0;
      if (index === except) continue;
      const squared = this.squaredDistance(image, index, best.squared);
      if (squared < best.squared) best = { index, squared };
    }
    return { index: best.index, distance: Math.sqrt(best.squared) };
  }

  /** How far apart an image is by length alone; infinite beyond the ends of the order. */
  private gap(place: number, length: number): number {
    return Math.abs((this.lengths[place] ?? Infinity) - length);
  }

  private firstNotShorter(length: number): number {
    let [low, high] = [0, this.lengths.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.lengths[middle] ?? 0) < length) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** ‖image − training image‖², or something above `limit` if that is exceeded. */
  private squaredDistance(image: Uint8Array, index: number, limit: number): number {
    const { images, width } = this.dataset;
    const start = index * this.size;
    let sum = 0;
    for (let row = 0; row < this.size && sum <= limit; row += width) {
      for (let i = row; i < row + width; i++) {
        const difference = (image[i] ?? 0) - (images[start + i] ?? 0);
        sum += difference * difference;
      }
    }
    return sum;
  }
}

function lengthOf(pixels: Uint8Array, start: number, size: number): number {
  let sum = 0;
  for (let i = start; i < start + size; i++) sum += (pixels[i] ?? 0) ** 2;
  return Math.sqrt(sum);
}
