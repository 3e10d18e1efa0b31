/**
 * Sums over the rows of a matrix `[rows, columns]`, shared out by blocks of columns so that every
 * sum is one thread's, in one order, however many threads there are.
 */
import { threadScratch } from './pool';
import { productScratchBytes } from './product';

/** The most columns in a block. */
const widest: i32 = 512;
/** Arrays of one float per column that a thread has room for. */
const arrays: usize = 4;

export const columnsScratchBytes: usize = arrays * (<usize>widest << 2);

/** Columns in a block: whole cache lines, and blocks enough for a handful of threads. */
export function blockWidth(columns: i32): i32 {
  const even = (columns + 7) >> 3;
  return min(widest, max(16, (even + 15) & ~15));
}

export function blockCount(columns: i32): i32 {
  const width = blockWidth(columns);
  return (columns + width - 1) / width;
}

/** The thread's own array of `widest` floats, by its number. */
// @ts-ignore: decorator
@inline
export function ownArray(index: usize): usize {
  return threadScratch + productScratchBytes + index * (<usize>widest << 2);
}
