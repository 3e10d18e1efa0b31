/** Ways through latent space: from one vector to another, and a plane through three. */
import { type Noise, requireLength } from './vectors';

/** A point between two vectors: `from` at t = 0, `to` at t = 1. */
export type Interpolate = (from: Noise, to: Noise, t: number) => Noise;

/** The straight way, (1 − t) · from + t · to. Half way it is shorter than either end. */
export const linear: Interpolate = (from, to, t) => {
  requireLength(to, from.length);
  return from.map((value, i) => (1 - t) * value + t * (to[i] ?? 0));
};

/**
 * The way along the sphere (White 2016, arXiv:1609.04468, after Shoemake 1985), which keeps to the
 * lengths that G has seen: (sin((1 − t) Ω) · from + sin(t Ω) · to) / sin Ω, Ω the angle between them.
 *
 * Vectors of (almost) one or of opposite directions have no such way; they take the straight one.
 */
export const spherical: Interpolate = (from, to, t) => {
  requireLength(to, from.length);
  const cosine = dot(from, to) / (Math.hypot(...from) * Math.hypot(...to));
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  const sine = Math.sin(angle);
  if (!(sine > 1e-4)) return linear(from, to, t);
  const before = Math.sin((1 - t) * angle) / sine;
  const after = Math.sin(t * angle) / sine;
  return from.map((value, i) => before * value + after * (to[i] ?? 0));
};

/** `count` vectors at equal distances of t, both ends among them; at least 2. */
export function interpolationPath(
  { from, to, count }: { readonly from: Noise; readonly to: Noise; readonly count: number },
  interpolate: Interpolate,
): Noise[] {
  if (!Number.isInteger(count) || count < 2) {
    throw new RangeError(`a path has 2 or more vectors, received ${count}`);
  }
  return Array.from({ length: count }, (_, i) => interpolate(from, to, i / (count - 1)));
}

export interface PlaneOptions {
  /** Top left, top right and bottom left of the slice. */
  readonly corners: readonly [Noise, Noise, Noise];
  readonly rows: number;
  readonly columns: number;
}

/**
 * The plane through three vectors, `rows × columns` of it in reading order: a + u (b − a) + v (c − a)
 * with u to the right and v down, both from 0 to 1. The bottom right corner is b + c − a.
 */
export function planeThrough({ corners: [a, b, c], rows, columns }: PlaneOptions): Noise[] {
  requireLength(b, a.length);
  requireLength(c, a.length);
  const share = (i: number, count: number) => (count > 1 ? i / (count - 1) : 0);
  return Array.from({ length: rows * columns }, (_, i) => {
    const [u, v] = [share(i % columns, columns), share(Math.floor(i / columns), rows)];
    return a.map((value, k) => value + u * ((b[k] ?? 0) - value) + v * ((c[k] ?? 0) - value));
  });
}

function dot(a: Noise, b: Noise): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
