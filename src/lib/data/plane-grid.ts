/** A line or square cut into equal cells: where densities are compared and pictures of them drawn. */

export interface PlaneGrid {
  /** 1 for a line, 2 for a square. */
  readonly dimension: 1 | 2;
  /** The same for every axis. */
  readonly low: number;
  readonly high: number;
  /** Cells along every axis, ≥ 1. */
  readonly cells: number;
}

/** Number of cells of a grid. */
export function cellCount({ cells, dimension }: PlaneGrid): number {
  return cells ** dimension;
}

/** Length of a cell's side. */
export function cellSide({ low, high, cells }: PlaneGrid): number {
  return (high - low) / cells;
}

/**
 * The middle of every cell, `[cellCount, dimension]`: along x first, rows of a square from the
 * smallest y to the largest.
 */
export function cellCentres(grid: PlaneGrid): Float32Array {
  const { dimension, low, cells } = grid;
  const side = cellSide(grid);
  const centres = new Float32Array(cellCount(grid) * dimension);
  for (let cell = 0; cell < cellCount(grid); cell++) {
    centres[cell * dimension] = low + ((cell % cells) + 0.5) * side;
    if (dimension === 2) centres[cell * 2 + 1] = low + (Math.floor(cell / cells) + 0.5) * side;
  }
  return centres;
}
