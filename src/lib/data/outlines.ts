/** Outlines and digits: the data of the small pix2pix whose answer the input determines. */
import { digitSize } from './digit-classes';
import { toSigned } from './image-grid';
import { MnistBatches, type MnistDataset } from './mnist';
import { type Pairs, type PairSource, textureSide as side } from './textures';
import type { Random } from '../random';

/** Pixels of black around a digit of MNIST, so that halving leads to one pixel. */
const margin = (side - digitSize) / 2;
/** From this brightness on, of 255, a pixel belongs to the digit. */
const threshold = 128;

/** A digit's `[28, 28]` bytes within `[32, 32]`. */
export function padded(image: Uint8Array): Uint8Array {
  const larger = new Uint8Array(side ** 2);
  for (let row = 0; row < digitSize; row++) {
    const line = image.subarray(row * digitSize, (row + 1) * digitSize);
    larger.set(line, (row + margin) * side + margin);
  }
  return larger;
}

/**
 * The edge of a digit, one pixel wide: those of its pixels that have one beside them which is not.
 *
 * @param image `[32, 32]` bytes
 * @returns `[32, 32]`, 1 on the edge and 0 elsewhere
 */
export function outlineOf(image: Uint8Array): Uint8Array {
  const isInk = (row: number, column: number) =>
    row >= 0 &&
    column >= 0 &&
    row < side &&
    column < side &&
    (image[row * side + column] ?? 0) >= threshold;
  return image.map((_, at) => {
    const [row, column] = [Math.floor(at / side), at % side];
    const isInner =
      isInk(row - 1, column) &&
      isInk(row + 1, column) &&
      isInk(row, column - 1) &&
      isInk(row, column + 1);
    return isInk(row, column) && !isInner ? 1 : 0;
  });
}

/** Outlines of some digits and the digits themselves. */
export function outlinePairs(digits: MnistDataset, chosen: ArrayLike<number>): Pairs {
  const size = side ** 2;
  const inputs = new Float32Array(chosen.length * size);
  const targets = new Float32Array(chosen.length * size);
  for (let i = 0; i < chosen.length; i++) {
    const start = (chosen[i] ?? 0) * digitSize ** 2;
    const image = padded(digits.images.subarray(start, start + digitSize ** 2));
    inputs.set(outlineOf(image), i * size);
    targets.set(toSigned(image), i * size);
  }
  return { inputs, targets };
}

/** Pairs of a set of digits, every epoch in another order. */
export class OutlineBatches implements PairSource {
  private readonly batches: MnistBatches;

  constructor(
    private readonly digits: MnistDataset,
    random: Random,
  ) {
    this.batches = new MnistBatches({ dataset: digits, random });
  }

  next(count: number): Pairs {
    return outlinePairs(this.digits, this.batches.nextIndices(count));
  }

  state(): readonly number[] {
    return this.batches.state();
  }

  restore(state: readonly number[]): void {
    this.batches.restore(state);
  }
}
