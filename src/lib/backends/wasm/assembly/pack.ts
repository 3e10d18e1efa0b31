/**
 * Packing the right operand of a product: panels of 8 columns, each `depth` rows of 8 floats, the
 * last one filled up with zeros.
 */
import { Job } from './job-kinds';
import { argument, run, setArgument } from './pool';
import { panelRowBytes } from './tiles';

/** Rows that a unit of `packRows` copies. */
const rowsPerUnit: i32 = 64;

/** Pack a matrix whose rows are contiguous, `stride` bytes apart: `[depth, columns]`. */
export function packRows(
  source: usize,
  stride: usize,
  depth: i32,
  columns: i32,
  packed: usize,
): void {
  setArgument<usize>(0, source);
  setArgument<usize>(1, stride);
  setArgument<i32>(2, depth);
  setArgument<i32>(3, columns);
  setArgument<usize>(4, packed);
  run(Job.PackRows, (depth + rowsPerUnit - 1) / rowsPerUnit);
}

export function packRowsUnit(unit: i32): void {
  const stride = argument<usize>(1);
  const depth = argument<i32>(2);
  const columns = argument<i32>(3);
  const first = unit * rowsPerUnit;
  const count = min(rowsPerUnit, depth - first);
  const panelBytes = <usize>depth * panelRowBytes;
  let from = argument<usize>(0) + <usize>first * stride;
  let to = argument<usize>(4) + <usize>first * panelRowBytes;
  for (let column = 0; column < columns; column += 8) {
    if (columns - column >= 8) copyRows(from, stride, to, count);
    else copyPartialRows(from, stride, to, count, columns - column);
    from += panelRowBytes;
    to += panelBytes;
  }
}

function copyRows(from: usize, stride: usize, to: usize, count: i32): void {
  for (const end = to + <usize>count * panelRowBytes; to < end; to += panelRowBytes) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    from += stride;
  }
}

function copyPartialRows(from: usize, stride: usize, to: usize, count: i32, columns: i32): void {
  for (let i = 0; i < count; i++) {
    for (let j: usize = 0; j < 8; j++) {
      const value = <i32>j < columns ? load<f32>(from + (j << 2)) : 0;
      store<f32>(to + (j << 2), value);
    }
    from += stride;
    to += panelRowBytes;
  }
}

/**
 * Pack a matrix whose columns are made of contiguous runs: row r · length + i of column j is the
 * i-th float at `offsets[r · paddedColumns + j]`, or 0 where that offset is negative.
 *
 * @param offsets `[runs, panels · 8]` in bytes
 * @param length floats in a run
 */
export function packColumns(
  source: usize,
  offsets: usize,
  runs: i32,
  length: i32,
  panels: i32,
  packed: usize,
): void {
  setArgument<usize>(0, source);
  setArgument<usize>(1, offsets);
  setArgument<i32>(2, runs);
  setArgument<i32>(3, length);
  setArgument<i32>(4, panels);
  setArgument<usize>(5, packed);
  run(Job.PackColumns, runs * panels);
}

export function packColumnsUnit(unit: i32): void {
  const runs = argument<i32>(2);
  const length = argument<i32>(3);
  const panels = argument<i32>(4);
  const panel = unit / runs;
  const runIndex = unit % runs;
  const offsets = argument<usize>(1) + (<usize>(runIndex * panels + panel) << 5);
  const to = argument<usize>(5) + <usize>(panel * runs + runIndex) * length * panelRowBytes;
  transposeFour(offsets, length, to);
  transposeFour(offsets + 16, length, to + 16);
}

/** Write four columns, by their offsets, into rows that are `panelRowBytes` apart. */
function transposeFour(offsets: usize, length: i32, to: usize): void {
  const source = argument<usize>(0);
  const o0 = load<i32>(offsets), o1 = load<i32>(offsets, 4);
  const o2 = load<i32>(offsets, 8), o3 = load<i32>(offsets, 12);
  const all = (o0 | o1 | o2 | o3) >= 0;
  const quads = all ? <usize>(length & ~3) << 2 : 0;
  const f0 = source + <usize>o0, f1 = source + <usize>o1;
  const f2 = source + <usize>o2, f3 = source + <usize>o3;
  let i: usize = 0;
  for (; i < quads; i += 16) {
    const v0 = v128.load(f0 + i), v1 = v128.load(f1 + i);
    const v2 = v128.load(f2 + i), v3 = v128.load(f3 + i);
    const t0 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5), t1 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5);
    const t2 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7), t3 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(t0, t1, 0, 1, 4, 5));
    v128.store(to, v128.shuffle<f32>(t0, t1, 2, 3, 6, 7), 32);
    v128.store(to, v128.shuffle<f32>(t2, t3, 0, 1, 4, 5), 64);
    v128.store(to, v128.shuffle<f32>(t2, t3, 2, 3, 6, 7), 96);
    to += 4 * panelRowBytes;
  }
  for (; i < <usize>length << 2; i += 4) {
    store<f32>(to, o0 < 0 ? 0 : load<f32>(f0 + i));
    store<f32>(to, o1 < 0 ? 0 : load<f32>(f1 + i), 4);
    store<f32>(to, o2 < 0 ? 0 : load<f32>(f2 + i), 8);
    store<f32>(to, o3 < 0 ? 0 : load<f32>(f3 + i), 12);
    to += panelRowBytes;
  }
}
