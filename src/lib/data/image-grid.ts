/**
 * Images laid in one grid, row by row: `[rows * height, columns * width]` bytes, 0 black to 255 white; three
 * for every pixel if in colour.
 */
export interface ImageTiles {
  readonly pixels: Uint8Array;
  /** 1, grey, if left out; 3: red, green and blue. */
  readonly channels?: 1 | 3;
  readonly rows: number;
  readonly columns: number;
  readonly tileHeight: number;
  readonly tileWidth: number;
}

interface TileOptions {
  /** Bytes of the images, one after the other, each row by row: `[count, height, width]`. */
  readonly images: Uint8Array;
  readonly count: number;
  /** Of one image, in pixels; the two may differ. */
  readonly height: number;
  readonly width: number;
  /** Images side by side; as many rows as that takes, the rest of the last one black. */
  readonly columns: number;
  /** Bytes of a pixel; 1 if left out. */
  readonly channels?: 1 | 3;
}

// #region image-grid
/** Lay images in rows and columns, in reading order. */
export function tileImages(options: TileOptions): ImageTiles {
  const { images, count, height, columns, channels = 1 } = options;
  const width = options.width * channels;
  const rows = Math.ceil(count / columns);
  const pixels = new Uint8Array(rows * height * columns * width);

  for (let i = 0; i < count; i++) {
    const top = Math.floor(i / columns) * height;
    const left = (i % columns) * width;
    for (let y = 0; y < height; y++) {
      const start = (i * height + y) * width;
      const line = images.subarray(start, start + width);
      pixels.set(line, (top + y) * columns * width + left);
    }
  }
  const tiles = { pixels, rows, columns, tileHeight: height, tileWidth: options.width };
  return channels === 1 ? tiles : { ...tiles, channels };
}

/** Values in [−1, 1] to bytes, 0 to 255; beyond that they are clipped. */
export function toBytes(values: Float32Array): Uint8Array {
  const bytes = Uint8ClampedArray.from(values, (value) => value * 127.5 + 127.5);
  return new Uint8Array(bytes.buffer);
}
// #endregion

/** Bytes, 0 to 255, to values in [−1, 1]. */
export function toSigned(bytes: Uint8Array): Float32Array {
  return Float32Array.from(bytes, (byte) => (byte - 127.5) / 127.5);
}
