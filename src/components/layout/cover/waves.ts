/**
 * Points of the plane as a small network takes them in: beside x and y, sines and cosines of their
 * multiples. A perceptron learns coarse shapes long before fine ones; with such inputs it learns both
 * (Fourier features, Tancik et al. 2020, arXiv:2006.10739).
 */

/** Numbers for each point, with so many waves. */
export const widthWith = (waves: readonly number[]) => 2 + 4 * waves.length;

/** From `[count, 2]` to `[count, widthWith(waves)]`: x, y, then sin kx, cos kx, sin ky, cos ky of each k. */
export function withWaves(points: Float32Array, waves: readonly number[]): Float32Array {
  const width = widthWith(waves);
  const rows = new Float32Array((points.length / 2) * width);
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0];
    let at = (i / 2) * width;
    rows[at++] = x;
    rows[at++] = y;
    for (const k of waves) {
      rows[at++] = Math.sin(k * x);
      rows[at++] = Math.cos(k * x);
      rows[at++] = Math.sin(k * y);
      rows[at++] = Math.cos(k * y);
    }
  }
  return rows;
}

/** The gradient by the points, `[count, 2]`, of what has this one by the rows made of them. */
export function throughWaves(
  points: Float32Array,
  waves: readonly number[],
  gradient: Float32Array,
): Float32Array {
  const width = widthWith(waves);
  return points.map((value, i) => {
    const axis = i % 2;
    const row = ((i - axis) / 2) * width;
    return waves.reduce(
      (sum, k, wave) => {
        const at = row + 2 + 4 * wave + 2 * axis;
        const [bySine, byCosine] = [gradient[at] ?? 0, gradient[at + 1] ?? 0];
        return sum + k * (Math.cos(k * value) * bySine - Math.sin(k * value) * byCosine);
      },
      gradient[row + axis] ?? 0,
    );
  });
}
