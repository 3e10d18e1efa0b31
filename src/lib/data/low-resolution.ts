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

interface Upscaling {
  /** Height and width of an image, a multiple of `factor`. */
  readonly side: number;
  readonly factor: number;
  readonly method: 'nearest' | 'bilinear';
}

/** Bytes of images, `[count, side, side]`, shrunk by means of blocks and brought back to their size. */
export function upscaled(images: Uint8Array, { side, factor, method }: Upscaling): Uint8Array {
  const small = side / factor;
  const made = new Uint8Array(images.length);
  for (let start = 0; start < images.length; start += side ** 2) {
    const means = new Float32Array(small ** 2);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const cell = Math.floor(y / factor) * small + Math.floor(x / factor);
        means[cell] = (means[cell] ?? 0) + (images[start + y * side + x] ?? 0) / factor ** 2;
      }
    }
    // Beyond the outermost centres, the outermost mean.
    const at = (y: number, x: number) => means[clamp(y, small) * small + clamp(x, small)] ?? 0;
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const [v, u] = [(y + 0.5) / factor, (x + 0.5) / factor];
        const value =
          method === 'nearest' ? at(Math.floor(v), Math.floor(u)) : blend(at, v - 0.5, u - 0.5);
        made[start + y * side + x] = Math.round(value);
      }
    }
  }
  return made;
}

function blend(at: (y: number, x: number) => number, v: number, u: number): number {
  const [y, x] = [Math.floor(v), Math.floor(u)];
  const [down, right] = [v - y, u - x];
  const row = (y: number) => (1 - right) * at(y, x) + right * at(y, x + 1);
  return (1 - down) * row(y) + down * row(y + 1);
}

function clamp(index: number, count: number): number {
  return Math.min(count - 1, Math.max(0, index));
}
