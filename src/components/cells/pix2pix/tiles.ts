/** Pictures as the cell shows them. */
import { drawTexture, textureSide as side } from '@lib/data/textures';
import { type ImageTiles, tileImages, toBytes } from '@lib/data/image-grid';
import { Random } from '@lib/random';
import type { TaskName } from './settings';

const size = side ** 2;
const cache = new WeakMap<Uint8Array, Map<string, ImageTiles>>();

/** The same tiles as long as the bytes are the same, so that nothing is redrawn. */
function kept(bytes: Uint8Array, name: string, make: () => ImageTiles): ImageTiles {
  const known = cache.get(bytes) ?? new Map<string, ImageTiles>();
  cache.set(bytes, known);
  const tiles = known.get(name) ?? make();
  known.set(name, tiles);
  return tiles;
}

/** Some pictures of a task; textures with twice the contrast, since their two tones are only half the range apart. */
export function pictureTiles(bytes: Uint8Array, task: TaskName, count = 1): ImageTiles {
  const make = () => {
    const images = bytes.subarray(0, count * size);
    return tileImages({
      images: task === 'textures' ? stretched(images) : images,
      count,
      height: side,
      width: side,
      columns: Math.ceil(Math.sqrt(count)),
    });
  };
  return kept(bytes, `${task} ${count}`, make);
}

/** A square map of so many values a side. */
export function mapTiles(bytes: Uint8Array): ImageTiles {
  const edge = Math.round(Math.sqrt(bytes.length));
  return kept(bytes, 'map', () =>
    tileImages({ images: bytes, count: 1, height: edge, width: edge, columns: 1 }),
  );
}

function stretched(images: Uint8Array): Uint8Array {
  const twice = Uint8ClampedArray.from(images, (byte) => 2 * (byte - 127.5) + 127.5);
  return new Uint8Array(twice.buffer);
}

const textures = new WeakMap<Uint8Array, Map<number, Uint8Array>>();

/** A true texture of a map, as bytes. */
export function trueTexture(map: Uint8Array, seed: number): Uint8Array {
  const known = textures.get(map) ?? new Map<number, Uint8Array>();
  textures.set(map, known);
  const texture = known.get(seed) ?? toBytes(drawTexture(map, new Random(seed)));
  known.set(seed, texture);
  return texture;
}

/** The mean |a − b| of two pictures of bytes, on the scale of [−1, 1]. */
export function l1Between(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / size / 127.5;
}
