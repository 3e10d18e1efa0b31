import type { ImageTiles } from '@lib/data/image-grid';

/** Only where cells are rendered to HTML: a page draws by its canvas, and loads no encoder. */
const png = import.meta.env.SSR ? await import('fast-png') : null;

/** Images as the address of a PNG with its data in it; empty in a page, which draws them itself. */
export function stillPng(tiles: ImageTiles): string {
  const { pixels, rows, columns, tileHeight, tileWidth, channels = 1 } = tiles;
  if (!png) return '';
  const bytes = png.encode({
    width: columns * tileWidth,
    height: rows * tileHeight,
    data: pixels,
    channels,
  });
  return addressOf(bytes);
}

/** A square mask by the strength of each pixel, 0 or less to 1, from above. */
export function stillMask(alphas: readonly number[]): string {
  if (!png) return '';
  const side = Math.round(Math.sqrt(alphas.length));
  const data = Uint8Array.from(
    alphas.flatMap((alpha) => [0, Math.round(255 * Math.max(0, alpha))]),
  );
  return addressOf(png.encode({ width: side, height: side, data, channels: 2 }));
}

function addressOf(bytes: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
}
