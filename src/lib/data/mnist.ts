/**
 * MNIST as the site ships it: 10,000 digits in one gzip-compressed file, written by
 * `tools/pack-mnist.mjs`.
 *
 * The packed format, integers little-endian, without padding:
 *
 * | offset     | bytes                  | content                                            |
 * |------------|------------------------|----------------------------------------------------|
 * | 0          | 4                      | magic, the ASCII letters `MNPK`                    |
 * | 4          | 4                      | version of the format, 1                           |
 * | 8          | 4                      | count, the number of images                        |
 * | 12         | 4                      | height of an image, in pixels                      |
 * | 16         | 4                      | width of an image, in pixels                       |
 * | 20         | count                  | labels, 0 to 9, one byte each                      |
 * | 20 + count | count · height · width | pixels, image by image, row by row, 0 black to 255 |
 */
import type { Random } from '../random';
import { gunzipIfGzip } from './gunzip';

/** Greyscale images of one size. */
export interface MnistDataset {
  /** `[count * height * width]` bytes, image by image, row by row, 0 black to 255 white. */
  readonly images: Uint8Array;
  /** `[count]` digits, 0 to 9, as the file has them; `null` when those of some images are unknown. */
  readonly labels: Uint8Array | null;
  readonly count: number;
  readonly height: number;
  readonly width: number;
}

const packName = '学習画像のファイル';
const magic = 'MNPK';
const version = 1;
const headerBytes = 20;

/**
 * Read a packed file, compressed or (where a server has said `Content-Encoding: gzip`, so that the
 * browser has decompressed it) plain.
 *
 * @throws (Japanese) on any other file and on one that is cut off
 */
export async function decodePackedMnist(file: ArrayBuffer): Promise<MnistDataset> {
  const bytes = await gunzipIfGzip(packName, file);
  const { count, height, width } = readHeader(bytes);
  const expected = headerBytes + count * (1 + height * width);
  if (bytes.length !== expected) {
    throw new Error(
      `${packName}の大きさが合いません。${expected}バイトのはずですが、${bytes.length}バイトでした。`,
    );
  }
  return {
    labels: bytes.subarray(headerBytes, headerBytes + count),
    images: bytes.subarray(headerBytes + count),
    count,
    height,
    width,
  };
}

function readHeader(bytes: Uint8Array) {
  const received = String.fromCharCode(...bytes.subarray(0, 4));
  if (received !== magic) {
    throw new Error(
      `${packName}ではありません。先頭が「${magic}」のはずですが、${JSON.stringify(received)}でした。`,
    );
  }
  if (bytes.length < headerBytes) {
    throw new Error(
      `${packName}が途中で切れています。少なくとも${headerBytes}バイトのはずですが、${bytes.length}バイトでした。`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const word = (offset: number) => view.getUint32(offset, true);
  if (word(4) !== version) {
    throw new Error(`${packName}の版は${version}のはずですが、${word(4)}でした。`);
  }
  return { count: word(8), height: word(12), width: word(16) };
}

interface MnistBatchesOptions {
  readonly dataset: MnistDataset;
  /** Shuffles every epoch; belongs to the batches alone from here on. */
  readonly random: Random;
}

/**
 * Training batches: every epoch in a fresh random order, each image at most once.
 *
 * Images that do not fill a last batch are left out of that epoch, so that one epoch is
 * ⌊count / batchSize⌋ batches of equal size.
 */
export class MnistBatches {
  private readonly dataset: MnistDataset;
  private readonly random: Random;
  private readonly order: Uint32Array;
  /** Images of the present epoch handed out so far. */
  private position = 0;
  /** The random state that the present epoch's order was drawn from. */
  private epochState: readonly number[] = [];

  constructor({ dataset, random }: MnistBatchesOptions) {
    this.dataset = dataset;
    this.random = random;
    this.order = new Uint32Array(dataset.count);
    this.beginEpoch();
  }

  /**
   * The next images, `[batchSize, height, width]` values in [−1, 1]: (x − 127.5) / 127.5.
   *
   * @param batchSize from 1 to the number of images
   */
  next(batchSize: number): Float32Array {
    const { images, height, width } = this.dataset;
    const size = height * width;
    const chosen = this.nextIndices(batchSize);
    const batch = new Float32Array(batchSize * size);
    chosen.forEach((image, i) => {
      for (let p = 0; p < size; p++) {
        batch[i * size + p] = ((images[image * size + p] ?? 0) - 127.5) / 127.5;
      }
    });
    return batch;
  }

  /** Which images are next, where their labels are needed too; moves on as {@link next} does. */
  nextIndices(batchSize: number): Uint32Array {
    const { count } = this.dataset;
    if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > count) {
      throw new RangeError(`a batch has 1 to ${count} images, received ${batchSize}`);
    }
    if (this.position + batchSize > count) this.beginEpoch();
    const chosen = this.order.slice(this.position, this.position + batchSize);
    this.position += batchSize;
    return chosen;
  }

  /** Where the batches stand: number of images, position in the epoch, random state at its start. */
  state(): readonly number[] {
    return [this.dataset.count, this.position, ...this.epochState];
  }

  /**
   * Go on exactly as the batches did that `state` was taken from.
   *
   * A state from another number of images (a run that moves on to the reader's own files) says
   * nothing about the order of these: then a new epoch begins.
   */
  restore(state: readonly number[]): void {
    const [count = NaN, position = NaN, ...epochState] = state;
    if (!(Number.isInteger(position) && position >= 0 && position <= count)) {
      throw new Error(
        `学習画像の順番の状態が壊れています（受け取った値：[${state.join(', ')}]）。`,
      );
    }
    this.random.restore(epochState);
    this.beginEpoch();
    if (count === this.dataset.count) this.position = position;
  }

  private beginEpoch(): void {
    this.epochState = this.random.state();
    this.order.forEach((_, i) => (this.order[i] = i));
    this.random.shuffle(this.order);
    this.position = 0;
  }
}
