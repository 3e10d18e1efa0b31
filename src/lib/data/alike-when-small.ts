import { nearestGrey, type Shrinking, shrunk } from './low-resolution';
import type { MnistDataset } from './mnist';

/** Pixels that a digit may be moved by, to the right and down, to come nearer: the shortest first. */
const moves = [0, 1, -1, 2, -2]
  .flatMap((down) => [0, 1, -1, 2, -2].map((right) => [right, down] as const))
  .sort((a, b) => Math.hypot(...a) - Math.hypot(...b));

export interface AlikeOptions {
  /** Where the digits come from. */
  readonly dataset: MnistDataset;
  /** Bytes of the image that they are to be alike, `[side, side]`. */
  readonly image: Uint8Array;
  readonly shrinking: Shrinking;
  readonly count: number;
}

/** Digits that are hardly to be told from an image once all are made small. */
export interface AlikeDigits {
  /** Bytes `[count, side, side]`, the nearest first; each moved by a pixel or two where that brings it nearer. */
  readonly images: Uint8Array;
  /** Their mean. */
  readonly mean: Uint8Array;
  /** Pixels of the small images that are of another grey, the mean over all of them. */
  readonly difference: number;
}

interface Found {
  readonly index: number;
  readonly right: number;
  readonly down: number;
  /** Sum of squares of the small pixels' differences. */
  readonly distance: number;
  /** Small pixels that differ. */
  readonly others: number;
}

/** The digits whose small images are nearest to an image's, each digit once. */
export function alikeWhenSmall({ dataset, image, shrinking, count }: AlikeOptions): AlikeDigits {
  const side = dataset.width;
  const low = shrunk(image, { side, ...shrinking });
  let found: Found[] = [];
  for (let index = 0; index < dataset.count; index++) {
    const worst = found.length < count ? Infinity : (found.at(-1)?.distance ?? Infinity);
    const best = nearestMove({ dataset, index, low, shrinking, limit: worst });
    if (best) found = [...found, best].sort((a, b) => a.distance - b.distance).slice(0, count);
  }
  const images = new Uint8Array(found.length * side ** 2);
  found.forEach((each, i) => {
    images.set(moved(dataset, each), i * side ** 2);
  });
  const mean = Uint8Array.from({ length: side ** 2 }, (_, p) => {
    let sum = 0;
    for (let i = 0; i < found.length; i++) sum += images[i * side ** 2 + p] ?? 0;
    return Math.round(sum / found.length);
  });
  const others = found.reduce((sum, each) => sum + each.others, 0);
  return { images, mean, difference: others / found.length };
}

interface MoveOptions {
  readonly dataset: MnistDataset;
  readonly index: number;
  readonly low: Float32Array;
  readonly shrinking: Shrinking;
  /** Sum of squares from which on a move is of no interest. */
  readonly limit: number;
}

/** The move of a digit that brings it nearest; `null` if none is near enough. */
function nearestMove({ dataset, index, low, shrinking, limit }: MoveOptions): Found | null {
  const { factor, levels } = shrinking;
  const side = dataset.width;
  const small = side / factor;
  const sums = summedArea(dataset, index);
  const at = (y: number, x: number) => sums[clamp(y, side) * (side + 1) + clamp(x, side)] ?? 0;
  let best: Found | null = null;
  for (const [right, down] of moves) {
    const most = best?.distance ?? limit;
    let [distance, others] = [0, 0];
    for (let p = 0; p < low.length && distance < most; p++) {
      const [y, x] = [Math.floor(p / small) * factor - down, (p % small) * factor - right];
      const [bottom, edge] = [y + factor, x + factor];
      const sum = at(bottom, edge) - at(y, edge) - at(bottom, x) + at(y, x);
      const difference = nearestGrey(sum / factor ** 2, levels) - (low[p] ?? 0);
      distance += difference ** 2;
      if (Math.abs(difference) > 0.5) others += 1;
    }
    if (distance < most) best = { index, right, down, distance, others };
  }
  return best;
}

/** Sums of all pixels above and left of a place, `[side + 1, side + 1]`. */
function summedArea({ images, width: side }: MnistDataset, index: number): Float64Array {
  const sums = new Float64Array((side + 1) ** 2);
  for (let y = 0; y < side; y++) {
    let row = 0;
    for (let x = 0; x < side; x++) {
      row += images[index * side ** 2 + y * side + x] ?? 0;
      sums[(y + 1) * (side + 1) + x + 1] = (sums[y * (side + 1) + x + 1] ?? 0) + row;
    }
  }
  return sums;
}

function moved({ images, width: side }: MnistDataset, { index, right, down }: Found): Uint8Array {
  return Uint8Array.from({ length: side ** 2 }, (_, p) => {
    const [y, x] = [Math.floor(p / side) - down, (p % side) - right];
    const isWithin = y >= 0 && y < side && x >= 0 && x < side;
    return isWithin ? (images[index * side ** 2 + y * side + x] ?? 0) : 0;
  });
}

const clamp = (place: number, side: number): number => Math.min(side, Math.max(0, place));
