/** Birds as `<image-grid>` takes them. */
import { birdSide, smallSide } from '@lib/data/birds';
import { type ImageTiles, tileImages } from '@lib/data/image-grid';
import { html, type TemplateResult } from 'lit';
import '../../charts/image-grid';

const cache = new WeakMap<Uint8Array, Map<number, ImageTiles>>();

/** One bird of a set, of either size; the same object as long as the set is the same. */
function birdTile(images: Uint8Array, i: number, side: number): ImageTiles {
  const known = cache.get(images) ?? new Map<number, ImageTiles>();
  cache.set(images, known);
  const size = side * side * 3;
  const tile =
    known.get(i) ??
    tileImages({
      images: images.subarray(i * size, (i + 1) * size),
      count: 1,
      height: side,
      width: side,
      columns: 1,
      channels: 3,
    });
  known.set(i, tile);
  return tile;
}

const bird =
  (side: number) =>
  (images: Uint8Array, i: number, label: string): TemplateResult =>
    html`<image-grid .tiles=${birdTile(images, i, side)} label=${label}></image-grid>`;

export const smallBird = bird(smallSide);
export const largeBird = bird(birdSide);
