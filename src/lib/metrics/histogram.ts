import { cellCount, type PlaneGrid } from '../data/plane-grid';

/**
 * How many points fall into each cell of a grid, and last, how many outside of it (or nowhere, as
 * NaN does): together all of them. Cells are ordered as `cellCentres` orders them, and hold their
 * lower edge.
 *
 * @param points `[count, dimension]`
 */
export function histogram(points: Float32Array, grid: PlaneGrid): Float64Array {
  const { dimension, low, high, cells } = grid;
  const outside = cellCount(grid);
  const scale = cells / (high - low);
  const counts = new Float64Array(outside + 1);
  for (let i = 0; i < points.length; i += dimension) {
    const column = Math.floor(((points[i] ?? NaN) - low) * scale);
    const row = dimension === 2 ? Math.floor(((points[i + 1] ?? NaN) - low) * scale) : 0;
    const isInside = column >= 0 && column < cells && row >= 0 && row < cells;
    const cell = isInside ? row * cells + column : outside;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}

/**
 * Probabilities estimated from counts.
 *
 * @param pseudoCount added to every cell (Lidstone's rule), ≥ 0; with more than 0 no probability is 0
 * @returns of the length of `counts`, together 1
 */
export function toProbabilities(counts: Float64Array, pseudoCount = 0): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0) + pseudoCount * counts.length;
  return counts.map((count) => (count + pseudoCount) / total);
}
