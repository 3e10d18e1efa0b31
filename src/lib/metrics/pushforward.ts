import type { PlaneGrid } from '../data/plane-grid';

/**
 * The distribution of G(z) on a line, from the values of G along the noise: between two neighbours
 * lies the same probability of z, which is spread evenly over what lies between the two values.
 * Unlike a histogram of samples it has no sampling noise.
 *
 * @param values G of a lattice of one-dimensional noise, in the order of the noise; at least two
 * @returns the probability of every cell, and last that of lying outside of the grid: together 1
 */
export function pushforward(values: Float32Array, grid: PlaneGrid): Float64Array {
  const { low, high, cells } = grid;
  const probabilities = new Float64Array(cells + 1);
  const mass = 1 / (values.length - 1);
  const toCells = (value: number) => ((value - low) / (high - low)) * cells;
  let inside = 0;
  for (let i = 1; i < values.length; i++) {
    const [a, b] = [toCells(values[i - 1] ?? NaN), toCells(values[i] ?? NaN)];
    inside += spread(probabilities, Math.min(a, b), Math.max(a, b), mass);
  }
  probabilities[cells] = Math.max(0, 1 - inside);
  return probabilities;
}

/**
 * Spread a mass evenly from one place to another, in units of cells.
 *
 * @returns what of it fell into the cells
 */
function spread(probabilities: Float64Array, from: number, to: number, mass: number): number {
  const cells = probabilities.length - 1;
  const end = Math.max(to, from + 1e-9);
  let inside = 0;
  for (let cell = Math.max(0, Math.floor(from)); cell < Math.min(cells, end); cell++) {
    const overlap = Math.min(cell + 1, end) - Math.max(cell, from);
    const share = (mass * overlap) / (end - from);
    probabilities[cell] = (probabilities[cell] ?? 0) + share;
    inside += share;
  }
  return inside;
}
