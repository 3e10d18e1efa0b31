/**
 * Mean of the images' peak signal-to-noise ratios in dB.
 *
 * @param made values in [−1, 1], `size` for each image
 * @param original as many or more bytes, of which −1 is 0 and 1 is 255
 */
export function meanPsnr(made: Float32Array, original: Uint8Array, size: number): number {
  const count = made.length / size;
  let sum = 0;
  for (let start = 0; start < made.length; start += size) {
    let squares = 0;
    for (let p = start; p < start + size; p++) {
      squares += ((made[p] ?? NaN) - ((original[p] ?? NaN) - 127.5) / 127.5) ** 2;
    }
    // The peak is 2, from −1 to 1.
    sum += 10 * Math.log10(4 / (squares / size));
  }
  return sum / count;
}
