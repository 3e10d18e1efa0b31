/** What can be said of a digit's image by its moments, without knowing which digit it is. */

/** Attributes of one greyscale image, ink being its brightness. */
export interface DigitAttributes {
  /** Ink in all, in pixels of full white. */
  readonly ink: number;
  /** Centre of the ink, in pixels from the top left corner. */
  readonly centre: { readonly x: number; readonly y: number };
  /**
   * Lean in degrees, positive to the right as in "/": the angle of the shear that would make the ink
   * upright. A digit's shape has a part in it, as the bar of a 7; compare digits of one class.
   */
  readonly slant: number;
  /** Width of the strokes, in pixels. */
  readonly thickness: number;
  /** Extent of a uniform bar with the same spread of ink, in pixels. */
  readonly width: number;
  readonly height: number;
}

export type AttributeName = 'slant' | 'thickness' | 'width' | 'height' | 'ink';

interface Size {
  readonly height: number;
  readonly width: number;
}

/**
 * Measure an image.
 *
 * With μ the central moments of the ink and y pointing down, the lean is the angle of −μ₁₁ / μ₀₂, the
 * shear of the usual deskewing of MNIST. The strokes' width is 2 · ∫I / ∫|∇I|: a stroke of length L
 * and width w has ink L·w and two edges of length L.
 *
 * @param image `[height, width]` bytes, 0 for no ink
 * @returns `null` for an image without ink
 */
export function measureDigit(image: Uint8Array, { height, width }: Size): DigitAttributes | null {
  if (image.length !== height * width) {
    throw new RangeError(`an image has ${height * width} pixels here, received ${image.length}`);
  }
  const ink = image.reduce((sum, value) => sum + value, 0) / 255;
  if (ink === 0) return null;
  const moment = (of: (x: number, y: number) => number) =>
    image.reduce((sum, value, i) => sum + (value / 255) * of(i % width, Math.floor(i / width)), 0) /
    ink;
  const centre = { x: moment((x) => x), y: moment((_, y) => y) };
  const xx = moment((x) => (x - centre.x) ** 2);
  const yy = moment((_, y) => (y - centre.y) ** 2);
  const xy = moment((x, y) => (x - centre.x) * (y - centre.y));
  return {
    ink,
    centre,
    slant: yy > 0 ? (Math.atan(-xy / yy) * 180) / Math.PI : 0,
    thickness: (2 * ink) / edgeLength(image, { height, width }),
    // A bar of length l has the variance l² / 12.
    width: Math.sqrt(12 * xx),
    height: Math.sqrt(12 * yy),
  };
}

/** ∫|∇I|, by Roberts' differences, with a background of 0 all around. */
function edgeLength(image: Uint8Array, { height, width }: Size): number {
  const pixel = (x: number, y: number) =>
    x >= 0 && x < width && y >= 0 && y < height ? (image[y * width + x] ?? 0) / 255 : 0;
  let sum = 0;
  for (let y = -1; y < height; y++) {
    for (let x = -1; x < width; x++) {
      const falling = pixel(x + 1, y + 1) - pixel(x, y);
      const rising = pixel(x + 1, y) - pixel(x, y + 1);
      // Differences over a pixel's diagonal, √2 long.
      sum += Math.hypot(falling, rising) / Math.SQRT2;
    }
  }
  return sum;
}
