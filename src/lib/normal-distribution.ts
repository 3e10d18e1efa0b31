/** The standard normal distribution, N(0, 1). */

const numerator = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
];
const denominator = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
  637.333633378831, 793.826512519948, 440.413735824752,
];

/** Density φ(x). */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * Φ(x), the probability of a value below x, to 15 decimal places: the rational function of Hart et al. 1968,
 * "Computer Approximations", algorithm 5666, in the tails a continued fraction, as West 2005,
 * "Better approximations to cumulative normal functions", puts them together.
 */
export function normalCdf(x: number): number {
  const z = Math.abs(x);
  const e = Math.exp((-z * z) / 2);
  const tail =
    z < 7.07106781186547
      ? (e * horner(numerator, z)) / horner(denominator, z)
      : e / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / Math.sqrt(2 * Math.PI);
  return x > 0 ? 1 - tail : tail;
}

function horner(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

/** Φ⁻¹(p), the value below which a share p lies, by bisection; −9 to 9, beyond which no share is seen. */
export function normalQuantile(p: number): number {
  let [low, high] = [-9, 9];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
