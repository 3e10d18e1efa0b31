/**
 * One step that raises a discriminator's logit of an image: up the gradient, as far as moves the pixel
 * that moves most by so many grey levels. Pixels that are black or white already stay where a step
 * would lead beyond.
 *
 * @param image bytes, 0 black to 255 white
 * @param gradient of the logit on the pixels, as `imageGradients` gives it
 * @returns a new image; the same values where the gradient leads nowhere
 */
export function stepUp(
  image: Uint8Array,
  gradient: Float32Array,
  greyLevels: number,
): Uint8Array<ArrayBuffer> {
  const free = gradient.map((slope, i) => {
    const byte = image[i] ?? 0;
    return (slope > 0 && byte === 255) || (slope < 0 && byte === 0) ? 0 : slope;
  });
  const most = free.reduce((largest, slope) => Math.max(largest, Math.abs(slope)), 0);
  if (most === 0) return Uint8Array.from(image);
  const scale = greyLevels / most;
  return Uint8Array.from(image, (byte, i) =>
    Math.min(255, Math.max(0, Math.round(byte + scale * (free[i] ?? 0)))),
  );
}
