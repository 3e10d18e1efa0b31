import * as tf from '@tensorflow/tfjs';
import type { Source } from './family';
import type { Random } from '../random';

interface ImageHistoryOptions {
  /** Images that it holds at the most. */
  readonly capacity: number;
  /** Height and width of an image. */
  readonly side: number;
  /** Draws images and places. */
  readonly random: Random;
}

/**
 * A history of images (Shrivastava et al. 2016, arXiv:1612.07828, §2.3): it fills, and from then on new
 * images take the places of old ones drawn at random. Kept on the backend.
 */
export class ImageHistory implements Source {
  private images: tf.Tensor4D | null = null;

  constructor(private readonly options: ImageHistoryOptions) {}

  /** Images that it holds. */
  get count(): number {
    return this.images?.shape[0] ?? 0;
  }

  /**
   * Different images drawn at random, `[n, side, side, 1]`: as many as asked for, or all that there are.
   *
   * @returns the caller's own; `null` for none
   */
  draw(wanted: number): tf.Tensor4D | null {
    const { images, count } = this;
    const drawn = Math.min(wanted, count);
    if (!images || drawn === 0) return null;
    return tf.tidy(() => tf.gather(images, tf.tensor1d(this.places(drawn), 'int32')));
  }

  /** Take new images in, `[n, side, side, 1]` with n ≤ capacity; they stay the caller's. */
  add(added: tf.Tensor4D): void {
    const { images, count } = this;
    const [n] = added.shape;
    const free = Math.min(n, this.options.capacity - count);
    // In the order of the places: what is there now, then what fills free ones.
    const source = Array.from({ length: count + free }, (_, i) => i);
    if (free < n) {
      this.places(n - free).forEach((place, i) => (source[place] = count + free + i));
    }
    const next = tf.tidy(() => {
      const all = images ? tf.concat([images, added]) : added;
      return tf.keep(tf.gather(all, tf.tensor1d(source, 'int32')));
    });
    this.replace(next);
  }

  /** How many images, the random state, and the pixels. */
  async state(): Promise<readonly number[]> {
    const random = this.options.random.state();
    const pixels = (await this.images?.data<'float32'>()) ?? [];
    return [this.count, random.length, ...random, ...Array.from(pixels)];
  }

  restore([count = NaN, words = NaN, ...rest]: readonly number[]): void {
    const { side, random, capacity } = this.options;
    const pixels = rest.slice(words);
    if (!(count >= 0 && count <= capacity) || pixels.length !== count * side ** 2) {
      throw new Error('保存された状態の、過去の画像の履歴が壊れています。');
    }
    random.restore(rest.slice(0, words));
    const images = count > 0 ? tf.tensor4d(pixels, [count, side, side, 1]) : null;
    this.replace(images && tf.keep(images));
  }

  dispose(): void {
    this.replace(null);
  }

  /** So many different places of those that are taken, in any order. */
  private places(wanted: number): number[] {
    const places = Array.from({ length: this.count }, (_, i) => i);
    for (let i = 0; i < wanted; i++) {
      const j = i + this.options.random.integer(places.length - i);
      [places[i], places[j]] = [places[j] ?? 0, places[i] ?? 0];
    }
    return places.slice(0, wanted);
  }

  private replace(images: tf.Tensor4D | null): void {
    this.images?.dispose();
    this.images = images;
  }
}
