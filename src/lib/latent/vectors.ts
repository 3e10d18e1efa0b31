/** Arithmetic on noise vectors z (Radford et al. 2015, arXiv:1511.06434, §6.3.2; outline D13). */

/** One noise vector. */
export type Noise = Float32Array;

/**
 * The mean of several z. One z carries much that is its own; what a group of images has in common
 * stands out in the mean, which is why the paper takes three of each kind.
 *
 * @throws on no vectors and on vectors of different lengths
 */
export function meanNoise(vectors: readonly Noise[]): Noise {
  const [first] = vectors;
  if (!first) throw new RangeError('a mean needs one or more vectors');
  const sum = new Float32Array(first.length);
  for (const vector of vectors) {
    requireLength(vector, first.length);
    vector.forEach((value, i) => (sum[i] = (sum[i] ?? 0) + value));
  }
  return sum.map((value) => value / vectors.length);
}

/** The three means of "man with glasses − man + woman". */
export interface Analogy {
  readonly from: Noise;
  readonly minus: Noise;
  readonly plus: Noise;
}

/** from − minus + plus. The result may leave the cube [−1, 1]ⁿ that G was trained on. */
export function analogy({ from, minus, plus }: Analogy): Noise {
  requireLength(minus, from.length);
  requireLength(plus, from.length);
  return from.map((value, i) => value - (minus[i] ?? 0) + (plus[i] ?? 0));
}

/**
 * Neighbours of a z: the vector itself, then others with uniform noise added, as the paper's figures
 * surround each result.
 *
 * @param spread the noise is uniform on ± this; 0.25 in the paper
 * @param count vectors in all
 */
export function neighbours(
  centre: Noise,
  {
    count,
    spread,
    uniform,
  }: { readonly count: number; readonly spread: number; readonly uniform: () => number },
): Noise[] {
  return Array.from({ length: count }, (_, i) =>
    centre.map((value) => (i === 0 ? value : value + spread * (2 * uniform() - 1))),
  );
}

/** Vectors one after the other, `[count, length]`, as a generator takes them. */
export function stackNoise(vectors: readonly Noise[]): Float32Array {
  const length = vectors[0]?.length ?? 0;
  const stacked = new Float32Array(vectors.length * length);
  vectors.forEach((vector, i) => {
    requireLength(vector, length);
    stacked.set(vector, i * length);
  });
  return stacked;
}

export function requireLength(vector: Noise, length: number): void {
  if (vector.length !== length) {
    throw new RangeError(`vectors have ${length} numbers here, received ${vector.length}`);
  }
}
