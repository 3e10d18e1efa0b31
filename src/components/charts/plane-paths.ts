/** Points, lattices and arrows of the plane as SVG paths; y grows upwards. */

/** How far the longest arrow reaches. */
const longestArrow = 0.3;

/** Points as lines of no length, which round caps make dots of: one path for all. */
export function dots(points: ArrayLike<number>): string {
  let path = '';
  for (let i = 0; i + 1 < points.length; i += 2) path += `M${place(points, i)}h0`;
  return path;
}

/**
 * Where a generator puts a regular lattice of noise: a curve for one dimension, else its lines along
 * both axes.
 *
 * @param lattice `[(steps + 1) ** noiseDimension, 2]`, along the first axis first
 */
export function latticeLines(lattice: ArrayLike<number>, noiseDimension: number): string {
  const count = lattice.length / 2;
  if (count < 2) return '';
  if (noiseDimension === 1) return polyline(lattice, 0, 1, count);
  const side = Math.round(Math.sqrt(count));
  let path = '';
  for (let line = 0; line < side; line++) {
    path += polyline(lattice, line * side, 1, side) + polyline(lattice, line, side, side);
  }
  return path;
}

/**
 * Arrows with heads, to a scale that gives the longest one a fixed length.
 *
 * @param points where they begin, `[count, 2]`
 * @param arrows how far they reach, `[count, 2]`, in any unit
 */
export function arrowLines(points: ArrayLike<number>, arrows: ArrayLike<number>): string {
  const scale = longestArrow / longest(arrows);
  if (!Number.isFinite(scale)) return '';
  let path = '';
  for (let i = 0; i + 1 < arrows.length; i += 2) {
    const [x, y] = [points[i] ?? 0, -(points[i + 1] ?? 0)];
    const [dx, dy] = [scale * (arrows[i] ?? 0), -scale * (arrows[i + 1] ?? 0)];
    const [tipX, tipY] = [x + dx, y + dy];
    const barb = (turn: number) =>
      `${rounded(tipX - 0.25 * dx + turn * 0.15 * dy)} ${rounded(tipY - 0.25 * dy - turn * 0.15 * dx)}`;
    path += `M${rounded(x)} ${rounded(y)}L${rounded(tipX)} ${rounded(tipY)}`;
    path += `M${barb(1)}L${rounded(tipX)} ${rounded(tipY)}L${barb(-1)}`;
  }
  return path;
}

/** The length of the longest of `[count, 2]` vectors; 0 for none. */
export function longest(vectors: ArrayLike<number>): number {
  let length = 0;
  for (let i = 0; i + 1 < vectors.length; i += 2) {
    length = Math.max(length, Math.hypot(vectors[i] ?? 0, vectors[i + 1] ?? 0));
  }
  return length;
}

function polyline(points: ArrayLike<number>, first: number, stride: number, count: number): string {
  let path = '';
  for (let i = 0; i < count; i++) {
    path += `${i === 0 ? 'M' : 'L'}${place(points, 2 * (first + i * stride))}`;
  }
  return path;
}

function place(points: ArrayLike<number>, i: number): string {
  return `${rounded(points[i] ?? 0)} ${rounded(-(points[i + 1] ?? 0))}`;
}

function rounded(value: number): string {
  return value.toFixed(3);
}
