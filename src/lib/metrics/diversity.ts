/**
 * How much the images of a set differ: the root mean square, over the pixels, of a pixel's standard
 * deviation over the set, in grey levels. 0 for one image repeated. Two images of the set, drawn
 * at random, differ by √2 times that in the root mean square.
 *
 * @param images `[count, size]` bytes
 * @param size pixels of an image
 * @throws on an empty set and on images that are not whole
 */
export function pixelDiversity(images: Uint8Array, size: number): number {
  const count = images.length / size;
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`images have ${size} pixels each, received ${images.length} in all`);
  }
  const sums = new Float64Array(size);
  let squares = 0;
  images.forEach((value, i) => {
    sums[i % size] = (sums[i % size] ?? 0) + value;
    squares += value * value;
  });
  const squaredMeans = sums.reduce((sum, value) => sum + (value / count) ** 2, 0);
  return Math.sqrt(Math.max(0, squares / count - squaredMeans) / size);
}
