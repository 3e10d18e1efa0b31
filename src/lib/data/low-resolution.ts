/** Images made small and large again without learning, and the split for super-resolution. */
import { Random } from '../random';
import { heldOutCount, splitSeed } from './digit-split';
import type { MnistDataset } from './mnist';
import { splitDataset } from './split';

const splits = new WeakMap<MnistDataset, ReturnType<typeof splitDataset<MnistDataset>>>();

/** What is trained on and what is compared: of the shipped images, the 8,500 and 1,500 of `digit-split`. */
export function splitImages(digits: MnistDataset | null) {
  if (!digits) throw new Error('this family learns digits');
  const known = splits.get(digits);
  if (known) return known;
  const heldOut = Math.min(heldOutCount, Math.ceil(0.15 * digits.count));
  const made = splitDataset(digits, { heldOut, random: new Random(splitSeed) });
  splits.set(digits, made);
  return made;
}

/** What becomes of an image when it is made small. */
export interface Shrinking {
  /** How many times smaller it becomes, both ways. */
  readonly factor: number;
  /** Greys that are left, black and white among them. */
  readonly levels: number;
}

interface Size extends Shrinking {
  /** Height and width of an image, a multiple of `factor`. */
  readonly side: number;
}

interface Upscaling extends Size {
  readonly method: 'nearest' | 'bicubic';
}

/**
 * Images shrunk by means of blocks, in a few greys.
 *
 * @param images bytes `[count, side, side]`
 * @returns `[count, side / factor, side / factor]` in [0, 255]
 */
export function shrunk(images: Uint8Array, { side, factor, levels }: Size): Float32Array {
  const small = side / factor;
  const means = new Float32Array(images.length / factor ** 2);
  images.forEach((value, p) => {
    const [image, y, x] = [Math.floor(p / side ** 2), Math.floor(p / side) % side, p % side];
    const place = (image * small + Math.floor(y / factor)) * small + Math.floor(x / factor);
    means[place] = (means[place] ?? 0) + value / factor ** 2;
  });
  return means.map((mean) => nearestGrey(mean, levels));
}

/** Of so many greys from 0 to 255. */
export function nearestGrey(value: number, levels: number): number {
  const step = 255 / (levels - 1);
  return step * Math.floor(value / step + 0.5);
}

/** Bytes of images, `[count, side, side]`, shrunk by means of blocks and brought back to their size. */
export function upscaled(images: Uint8Array, { method, ...size }: Upscaling): Uint8Array {
  const { side, factor } = size;
  const small = side / factor;
  const means = shrunk(images, size);
  const weigh = method === 'nearest' ? nearestTap : cubicTaps;
  const taps = Array.from({ length: side }, (_, i) => weigh((i + 0.5) / factor - 0.5));
  return Uint8Array.from(images, (_, p) => {
    const [image, y, x] = [Math.floor(p / side ** 2), Math.floor(p / side) % side, p % side];
    let sum = 0;
    for (const [row, tall] of taps[y] ?? []) {
      for (const [column, wide] of taps[x] ?? []) {
        // Beyond the outermost centres, the outermost mean.
        const place = (image * small + clamp(row, small)) * small + clamp(column, small);
        sum += tall * wide * (means[place] ?? 0);
      }
    }
    return Math.min(255, Math.max(0, Math.round(sum)));
  });
}

/** Small pixels that a large one is made of, each with its weight. */
type Taps = readonly (readonly [number, number])[];

const nearestTap = (place: number): Taps => [[Math.round(place), 1]];

/** Keys' cubic convolution (1981) with a = −1/2. */
function cubicTaps(place: number): Taps {
  const first = Math.floor(place) - 1;
  return [0, 1, 2, 3].map((i) => [first + i, cubic(Math.abs(place - first - i))]);
}

function cubic(t: number): number {
  if (t >= 2) return 0;
  return t < 1 ? 1.5 * t ** 3 - 2.5 * t ** 2 + 1 : -0.5 * t ** 3 + 2.5 * t ** 2 - 4 * t + 2;
}

function clamp(index: number, count: number): number {
  return Math.min(count - 1, Math.max(0, index));
}
