/** Side of the window, and deviation of its Gaussian, as Wang et al. 2004 have them. */
const side = 11;
const deviation = 1.5;
/** (K₁ L)² and (K₂ L)² with K₁ = 0.01, K₂ = 0.03 and the range L = 1. */
const [c1, c2] = [0.01 ** 2, 0.03 ** 2];

const weights = (() => {
  const half = (side - 1) / 2;
  const bell = Array.from({ length: side }, (_, i) =>
    Math.exp(-((i - half) ** 2) / (2 * deviation ** 2)),
  );
  const sum = bell.reduce((total, value) => total + value, 0);
  return bell.map((value) => value / sum);
})();

/**
 * The structural similarity of two sets of images (Wang et al. 2004, eq. 13), by windows of 11 × 11
 * pixels weighted by a Gaussian of deviation 1.5 that lie within the image; the mean over all windows
 * and images.
 *
 * @param a bytes `[count, width, width]`, taken as 0 to 1
 * @param b as many
 * @returns in [−1, 1]; 1 for equal images
 */
export function meanSsim(a: Uint8Array, b: Uint8Array, width: number): number {
  const size = width ** 2;
  const places = (width - side + 1) ** 2;
  let sum = 0;
  for (let start = 0; start < a.length; start += size) {
    const blurred = (value: (x: number, y: number) => number) =>
      blur(
        Float64Array.from({ length: size }, (_, p) =>
          value((a[start + p] ?? 0) / 255, (b[start + p] ?? 0) / 255),
        ),
        width,
      );
    const [ma, mb] = [blurred((x) => x), blurred((_, y) => y)];
    const [aa, bb, ab] = [
      blurred((x) => x * x),
      blurred((_, y) => y * y),
      blurred((x, y) => x * y),
    ];
    for (let p = 0; p < places; p++) {
      const [x, y] = [ma[p] ?? 0, mb[p] ?? 0];
      const [vx, vy, cov] = [(aa[p] ?? 0) - x * x, (bb[p] ?? 0) - y * y, (ab[p] ?? 0) - x * y];
      sum += ((2 * x * y + c1) * (2 * cov + c2)) / ((x * x + y * y + c1) * (vx + vy + c2)) / places;
    }
  }
  return sum / (a.length / size);
}

/** Weighted means of the windows within an image, rows first, then columns. */
function blur(image: Float64Array, width: number): Float64Array {
  const valid = width - side + 1;
  const rows = new Float64Array(width * valid);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < valid; x++) {
      let sum = 0;
      for (let i = 0; i < side; i++) sum += (weights[i] ?? 0) * (image[y * width + x + i] ?? 0);
      rows[y * valid + x] = sum;
    }
  }
  const made = new Float64Array(valid ** 2);
  for (let y = 0; y < valid; y++) {
    for (let x = 0; x < valid; x++) {
      let sum = 0;
      for (let i = 0; i < side; i++) sum += (weights[i] ?? 0) * (rows[(y + i) * valid + x] ?? 0);
      made[y * valid + x] = sum;
    }
  }
  return made;
}
