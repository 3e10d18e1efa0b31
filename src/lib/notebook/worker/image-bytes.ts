/** Whatever a cell takes for images, as bytes. */
import * as tf from '@tensorflow/tfjs';
import { type ImageTiles, toBytes } from '../../data/image-grid';
import type { Images } from '../functions';

export interface ImageBytes {
  /** `[count, height, width, channels]` */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** Where it is given with the images. */
  readonly columns?: number;
}

/** Of a digit's side. */
const digit = 28;

/** @throws in Japanese if they are no images */
export function imageBytesOf(images: Images): ImageBytes {
  if (images instanceof tf.Tensor) return ofTensor(images);
  if (images instanceof Uint8Array) {
    const count = images.length / digit ** 2;
    if (Number.isInteger(count)) return ofBytes(images, { count, height: digit, width: digit });
  } else if (typeof images === 'object' && images !== null) {
    if ('pixels' in images) return ofTiles(images);
    const { images: bytes, count, height, width } = images;
    if (bytes instanceof Uint8Array) return ofBytes(bytes, { count, height, width });
  }
  throw new TypeError(
    'showImages()に渡せるのは、[枚数, 高さ, 幅]か[枚数, 高さ, 幅, チャンネル数]のテンソルと、学習画像です。',
  );
}

function ofBytes(
  bytes: Uint8Array,
  { count, height, width }: { count: number; height: number; width: number },
): ImageBytes {
  const channels = bytes.length === 3 * count * height * width ? 3 : 1;
  return { bytes: Uint8Array.from(bytes), count, height, width, channels };
}

/** One picture already: it is shown as such. */
function ofTiles({ pixels, rows, columns, tileHeight, tileWidth, channels = 1 }: ImageTiles) {
  const [height, width] = [rows * tileHeight, columns * tileWidth];
  return { bytes: Uint8Array.from(pixels), count: 1, height, width, channels, columns: 1 };
}

/** In [−1, 1]; whole numbers are bytes already. */
function ofTensor(tensor: tf.Tensor): ImageBytes {
  const size = sizeOf(tensor.shape);
  if (!size) {
    throw new TypeError(
      `形が[${tensor.shape.join(', ')}]のテンソルは、画像として表示できません。[枚数, 高さ, 幅, チャンネル数]の形にしてください。チャンネル数は1か3です。`,
    );
  }
  const values = tensor.dataSync();
  const bytes = values instanceof Float32Array ? toBytes(values) : Uint8ClampedArray.from(values);
  return { bytes: new Uint8Array(bytes), ...size };
}

function sizeOf(shape: readonly number[]): Omit<ImageBytes, 'bytes'> | null {
  const last = shape.at(-1);
  const hasChannels = last === 1 || last === 3;
  if (shape.length === 2) return named([1, ...shape, 1]);
  if (shape.length === 3) return named(hasChannels ? [1, ...shape] : [...shape, 1]);
  return shape.length === 4 && hasChannels ? named(shape) : null;
}

function named([count = 0, height = 0, width = 0, channels = 0]: readonly number[]) {
  return { count, height, width, channels: channels as 1 | 3 };
}
