/**
 * The innermost loops: a tile of 6 × 8 sums, held in registers.
 *
 * 12 vectors of sums, 2 of the packed operand and 1 of the other fill the 15 that V8 hands out on
 * x64. Not unrolled: that makes V8 spill. 62 of a possible 63 GFLOP/s on a 3.9 GHz core with fused
 * multiply-add.
 */
import { madd } from './simd';

export const tileRows: i32 = 6;
export const tileColumns: i32 = 8;
/** One row of a packed panel, and of a tile. */
export const panelRowBytes: usize = 32;

/**
 * Sum over runs of consecutive floats: c[i][j] (+)= Σ a[row i][run r][k] · b[r, k][j].
 *
 * @param a with a row's and a run's offset added, where the run of that row begins
 * @param rowOffsets six offsets in bytes
 * @param runOffsets `runs` offsets in bytes
 * @param runBytes length of a run
 * @param b a packed panel: 8 floats for each k
 * @param c with one of six `cOffsets` added, where a row of 8 sums is kept
 * @param accumulate whether to add to what c holds
 */
export function multiplyRows(
  a: usize,
  rowOffsets: usize,
  runOffsets: usize,
  runs: i32,
  runBytes: usize,
  b: usize,
  c: usize,
  cOffsets: usize,
  accumulate: bool,
): void {
  let s00 = f32x4.splat(0);
  let s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
  let s30 = s00, s31 = s00, s40 = s00, s41 = s00, s50 = s00, s51 = s00;
  if (accumulate) {
    let row = c + load<u32>(cOffsets);
    s00 = v128.load(row); s01 = v128.load(row, 16);
    row = c + load<u32>(cOffsets, 4);
    s10 = v128.load(row); s11 = v128.load(row, 16);
    row = c + load<u32>(cOffsets, 8);
    s20 = v128.load(row); s21 = v128.load(row, 16);
    row = c + load<u32>(cOffsets, 12);
    s30 = v128.load(row); s31 = v128.load(row, 16);
    row = c + load<u32>(cOffsets, 16);
    s40 = v128.load(row); s41 = v128.load(row, 16);
    row = c + load<u32>(cOffsets, 20);
    s50 = v128.load(row); s51 = v128.load(row, 16);
  }
  const lastRun = runOffsets + (<usize>runs << 2);
  for (; runOffsets < lastRun; runOffsets += 4) {
    const run = a + load<u32>(runOffsets);
    let a0 = run + load<u32>(rowOffsets);
    let a1 = run + load<u32>(rowOffsets, 4);
    let a2 = run + load<u32>(rowOffsets, 8);
    let a3 = run + load<u32>(rowOffsets, 12);
    let a4 = run + load<u32>(rowOffsets, 16);
    let a5 = run + load<u32>(rowOffsets, 20);
    for (const end = a0 + runBytes; a0 < end; ) {
      const b0 = v128.load(b), b1 = v128.load(b, 16);
      b += panelRowBytes;
      let x = v128.load_splat<f32>(a0); a0 += 4;
      s00 = madd(x, b0, s00); s01 = madd(x, b1, s01);
      x = v128.load_splat<f32>(a1); a1 += 4;
      s10 = madd(x, b0, s10); s11 = madd(x, b1, s11);
      x = v128.load_splat<f32>(a2); a2 += 4;
      s20 = madd(x, b0, s20); s21 = madd(x, b1, s21);
      x = v128.load_splat<f32>(a3); a3 += 4;
      s30 = madd(x, b0, s30); s31 = madd(x, b1, s31);
      x = v128.load_splat<f32>(a4); a4 += 4;
      s40 = madd(x, b0, s40); s41 = madd(x, b1, s41);
      x = v128.load_splat<f32>(a5); a5 += 4;
      s50 = madd(x, b0, s50); s51 = madd(x, b1, s51);
    }
  }
  let row = c + load<u32>(cOffsets);
  v128.store(row, s00); v128.store(row, s01, 16);
  row = c + load<u32>(cOffsets, 4);
  v128.store(row, s10); v128.store(row, s11, 16);
  row = c + load<u32>(cOffsets, 8);
  v128.store(row, s20); v128.store(row, s21, 16);
  row = c + load<u32>(cOffsets, 12);
  v128.store(row, s30); v128.store(row, s31, 16);
  row = c + load<u32>(cOffsets, 16);
  v128.store(row, s40); v128.store(row, s41, 16);
  row = c + load<u32>(cOffsets, 20);
  v128.store(row, s50); v128.store(row, s51, 16);
}

/**
 * The same where the six rows are neighbours in memory: c[i][j] (+)= Σ a[k][i] · b[k][j].
 *
 * Reads six floats for each k, however few of them matter.
 *
 * @param a with one of the offsets added, where a k's six floats begin
 * @param offsets `depth` offsets in bytes
 */
export function multiplyColumns(
  a: usize,
  offsets: usize,
  depth: i32,
  b: usize,
  c: usize,
  cOffsets: usize,
  accumulate: bool,
): void {
  let s00 = f32x4.splat(0);
  let s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
  let s30 = s00, s31 = s00, s40 = s00, s41 = s00, s50 = s00, s51 = s00;
  if (accumulate) {
    let row = c + load<u32>(cOffsets);
    s00 = v128.load(row); s01 = v128.load(row, 16);
    row = c + load<u32>(cOffsets, 4);
    s10 = v128.load(row); s11 = v128.load(row, 16);
    row = c + load<u32>(cOffsets, 8);
    s20 = v128.load(row); s21 = v128.load(row, 16);
    row = c + load<u32>(cOffsets, 12);
    s30 = v128.load(row); s31 = v128.load(row, 16);
    row = c + load<u32>(cOffsets, 16);
    s40 = v128.load(row); s41 = v128.load(row, 16);
    row = c + load<u32>(cOffsets, 20);
    s50 = v128.load(row); s51 = v128.load(row, 16);
  }
  for (const end = b + <usize>depth * panelRowBytes; b < end; b += panelRowBytes) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const six = a + load<u32>(offsets);
    offsets += 4;
    let x = v128.load_splat<f32>(six);
    s00 = madd(x, b0, s00); s01 = madd(x, b1, s01);
    x = v128.load_splat<f32>(six, 4);
    s10 = madd(x, b0, s10); s11 = madd(x, b1, s11);
    x = v128.load_splat<f32>(six, 8);
    s20 = madd(x, b0, s20); s21 = madd(x, b1, s21);
    x = v128.load_splat<f32>(six, 12);
    s30 = madd(x, b0, s30); s31 = madd(x, b1, s31);
    x = v128.load_splat<f32>(six, 16);
    s40 = madd(x, b0, s40); s41 = madd(x, b1, s41);
    x = v128.load_splat<f32>(six, 20);
    s50 = madd(x, b0, s50); s51 = madd(x, b1, s51);
  }
  let row = c + load<u32>(cOffsets);
  v128.store(row, s00); v128.store(row, s01, 16);
  row = c + load<u32>(cOffsets, 4);
  v128.store(row, s10); v128.store(row, s11, 16);
  row = c + load<u32>(cOffsets, 8);
  v128.store(row, s20); v128.store(row, s21, 16);
  row = c + load<u32>(cOffsets, 12);
  v128.store(row, s30); v128.store(row, s31, 16);
  row = c + load<u32>(cOffsets, 16);
  v128.store(row, s40); v128.store(row, s41, 16);
  row = c + load<u32>(cOffsets, 20);
  v128.store(row, s50); v128.store(row, s51, 16);
}
