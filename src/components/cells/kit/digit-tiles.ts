/** Digits as `<image-grid>` takes them. */
import { digitSize } from '@lib/data/digit-classes';
import type { ImageTiles } from '@lib/data/image-grid';
import { tileImages } from '@lib/data/image-grid';
import { html, type TemplateResult } from 'lit';
import '../../charts/image-grid';

const size = digitSize ** 2;
const cache = new WeakMap<Uint8Array, Map<number, ImageTiles>>();

/** One image of a set; the same object as long as the set is the same, so that nothing is redrawn. */
export function tileOf(images: Uint8Array, i: number): ImageTiles {
  const known = cache.get(images) ?? new Map<number, ImageTiles>();
  cache.set(images, known);
  const tile = known.get(i) ?? tilesOf(images.subarray(i * size, (i + 1) * size), 1);
  known.set(i, tile);
  return tile;
}

/** Images as one picture. */
export function tilesOf(images: Uint8Array, columns: number): ImageTiles {
  return tileImages({
    images,
    count: images.length / size,
    height: digitSize,
    width: digitSize,
    columns,
  });
}

/** A picture within something that says by itself what is on it. */
export function thumbnail(tiles: ImageTiles): TemplateResult {
  return html`<image-grid aria-hidden="true" .tiles=${tiles}></image-grid>`;
}
