/**
 * Mean of the images' peak signal-to-noise ratios in dB, the peak being white.
 *
 * @param made bytes, `size` for each image
 * @param original as many
 * @returns infinite if an image is the same
 */
export function meanPsnr(made: Uint8Array, original: Uint8Array, size: number): number {
  let sum = 0;
  for (let start = 0; start < made.length; start += size) {
    let squares = 0;
    for (let p = start; p < start + size; p++) {
      squares += ((made[p] ?? NaN) - (original[p] ?? NaN)) ** 2;
    }
    sum += 10 * Math.log10(255 ** 2 / (squares / size));
  }
  return sum / (made.length / size);
}
