/** How crisp images of digits are: measures that no original is compared with pixel by pixel. */

/** Brighter than this, of 255, a pixel has ink; darker than the other, it is grey. */
const [inked, full] = [0.2 * 255, 0.8 * 255];

/**
 * Of the pixels with ink (brighter than 0.2 of white), the share that is grey (darker than 0.8). Blurred
 * images have more of them.
 *
 * @param images bytes, 0 black to 255 white
 * @returns in [0, 1]; NaN without ink
 */
export function greyShare(images: Uint8Array): number {
  let [ink, grey] = [0, 0];
  for (const value of images) {
    if (value <= inked) continue;
    ink += 1;
    if (value < full) grey += 1;
  }
  return grey / ink;
}

/**
 * The mean length of the brightness's gradient, by differences to the right and downwards; in grey
 * levels a pixel.
 *
 * @param images bytes `[count, width, width]`
 */
export function meanGradient(images: Uint8Array, width: number): number {
  const size = width ** 2;
  let sum = 0;
  for (let start = 0; start < images.length; start += size) {
    const at = (y: number, x: number) => images[start + y * width + x] ?? 0;
    for (let y = 0; y < width - 1; y++) {
      for (let x = 0; x < width - 1; x++) {
        sum += Math.hypot(at(y, x + 1) - at(y, x), at(y + 1, x) - at(y, x));
      }
    }
  }
  return sum / ((images.length / size) * (width - 1) ** 2);
}
