import type { ImageTiles } from '@lib/data/image-grid';

/** A grey picture, row by row, a byte for each pixel. */
export interface GreyPicture {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

interface ComposeOptions {
  readonly tiles: ImageTiles;
  /** Pixels per pixel, a whole number. */
  readonly scale: number;
  /** As wide as the enlarged picture, to stand below it. */
  readonly label: GreyPicture | null;
}

/** A frame as it is saved: enlarged without smoothing, as the page shows it, with its label below. */
export function composeFrame({ tiles, scale, label }: ComposeOptions): GreyPicture {
  const columns = tiles.columns * tiles.tileWidth;
  const rows = tiles.rows * tiles.tileHeight;
  const width = columns * scale;
  const pixels = new Uint8Array(width * (rows * scale + (label?.height ?? 0)));
  for (let y = 0; y < rows; y++) {
    const start = y * scale * width;
    for (let x = 0; x < columns; x++) {
      const value = tiles.pixels[y * columns + x] ?? 0;
      pixels.fill(value, start + x * scale, start + (x + 1) * scale);
    }
    for (let copy = 1; copy < scale; copy++) {
      pixels.copyWithin(start + copy * width, start, start + width);
    }
  }
  if (label) pixels.set(label.pixels, rows * scale * width);
  return { pixels, width, height: pixels.length / width };
}
