/** Batch normalization with the batch's own statistics over `[rows, columns]`, a column a channel. */
import { blockCount, blockWidth, ownArray } from './columns';
import { Job } from './job-kinds';
import { argument, run, setArgument } from './pool';
import { madd } from './simd';

/**
 * y = γ · (x − mean) / √(variance + ε) + β, and ReLU of that if asked for; mean and variance (the
 * biased one) of each column are results too.
 */
export function batchNorm(
  x: usize,
  gamma: usize,
  beta: usize,
  y: usize,
  mean: usize,
  variance: usize,
  rows: i32,
  columns: i32,
  epsilon: f32,
  relu: i32,
): void {
  setArgument<usize>(0, x);
  setArgument<usize>(1, gamma);
  setArgument<usize>(2, beta);
  setArgument<usize>(3, y);
  setArgument<usize>(4, mean);
  setArgument<usize>(5, variance);
  setArgument<i32>(6, rows);
  setArgument<i32>(7, columns);
  setArgument<f32>(8, epsilon);
  setArgument<i32>(9, relu);
  run(Job.BatchNorm, blockCount(columns));
}

export function batchNormUnit(unit: i32): void {
  const rows = argument<i32>(6);
  const columns = argument<i32>(7);
  const epsilon = argument<f32>(8);
  const first = unit * blockWidth(columns);
  const width = <usize>min(blockWidth(columns), columns - first);
  const start = <usize>first << 2;
  const x = argument<usize>(0) + start;
  const stride = <usize>columns << 2;
  const bytes = width << 2;
  const mean = argument<usize>(4) + start;
  const variance = argument<usize>(5) + start;
  const one: f32 = 1;
  const part = one / <f32>rows;

  memory.fill(mean, 0, bytes);
  for (let row = 0; row < rows; row++) addRow(x + <usize>row * stride, mean, bytes);
  for (let i: usize = 0; i < bytes; i += 4) store<f32>(mean + i, load<f32>(mean + i) * part);

  memory.fill(variance, 0, bytes);
  for (let row = 0; row < rows; row++) {
    addSquaredRow(x + <usize>row * stride, mean, variance, bytes);
  }
  const scale = ownArray(0);
  const shift = ownArray(1);
  for (let i: usize = 0; i < bytes; i += 4) {
    const v = load<f32>(variance + i) * part;
    store<f32>(variance + i, v);
    const s = load<f32>(argument<usize>(1) + start + i) / sqrt(v + epsilon);
    store<f32>(scale + i, s);
    store<f32>(shift + i, load<f32>(argument<usize>(2) + start + i) - load<f32>(mean + i) * s);
  }

  const y = argument<usize>(3) + start;
  const least: f32 = argument<i32>(9) ? 0 : -Infinity;
  for (let row = 0; row < rows; row++) {
    const offset = <usize>row * stride;
    scaleRow(x + offset, scale, shift, y + offset, least, bytes);
  }
}

// @ts-ignore: decorator
@inline
function addRow(x: usize, sums: usize, bytes: usize): void {
  let i: usize = 0;
  for (const vectors = bytes & ~15; i < vectors; i += 16) {
    v128.store(sums + i, f32x4.add(v128.load(sums + i), v128.load(x + i)));
  }
  for (; i < bytes; i += 4) store<f32>(sums + i, load<f32>(sums + i) + load<f32>(x + i));
}

// @ts-ignore: decorator
@inline
function addSquaredRow(x: usize, mean: usize, sums: usize, bytes: usize): void {
  let i: usize = 0;
  for (const vectors = bytes & ~15; i < vectors; i += 16) {
    const d = f32x4.sub(v128.load(x + i), v128.load(mean + i));
    v128.store(sums + i, madd(d, d, v128.load(sums + i)));
  }
  for (; i < bytes; i += 4) {
    const d = load<f32>(x + i) - load<f32>(mean + i);
    store<f32>(sums + i, load<f32>(sums + i) + d * d);
  }
}

/** y = max(x · scale + shift, least) */
// @ts-ignore: decorator
@inline
function scaleRow(
  x: usize,
  scale: usize,
  shift: usize,
  y: usize,
  least: f32,
  bytes: usize,
): void {
  let i: usize = 0;
  for (const vectors = bytes & ~15; i < vectors; i += 16) {
    const value = madd(v128.load(x + i), v128.load(scale + i), v128.load(shift + i));
    v128.store(y + i, f32x4.max(value, f32x4.splat(least)));
  }
  for (; i < bytes; i += 4) {
    const value = load<f32>(x + i) * load<f32>(scale + i) + load<f32>(shift + i);
    store<f32>(y + i, max(value, least));
  }
}

/**
 * The gradient of `batchNorm`. With g the gradient before ReLU, x̂ the normalized x and n the rows:
 * dβ = Σ g, dγ = Σ g · x̂, dx = γ / √(variance + ε) · (g − dβ / n − x̂ · dγ / n).
 *
 * @param y the result if it went through ReLU, or 0
 */
export function batchNormGradient(
  dy: usize,
  x: usize,
  y: usize,
  gamma: usize,
  mean: usize,
  variance: usize,
  dx: usize,
  dGamma: usize,
  dBeta: usize,
  rows: i32,
  columns: i32,
  epsilon: f32,
): void {
  setArgument<usize>(0, dy);
  setArgument<usize>(1, x);
  setArgument<usize>(2, y);
  setArgument<usize>(3, gamma);
  setArgument<usize>(4, mean);
  setArgument<usize>(5, variance);
  setArgument<usize>(6, dx);
  setArgument<usize>(7, dGamma);
  setArgument<usize>(8, dBeta);
  setArgument<i32>(9, rows);
  setArgument<i32>(10, columns);
  setArgument<f32>(11, epsilon);
  run(Job.BatchNormGradient, blockCount(columns));
}

export function batchNormGradientUnit(unit: i32): void {
  const rows = argument<i32>(9);
  const columns = argument<i32>(10);
  const epsilon = argument<f32>(11);
  const first = unit * blockWidth(columns);
  const width = <usize>min(blockWidth(columns), columns - first);
  const start = <usize>first << 2;
  const bytes = width << 2;
  const stride = <usize>columns << 2;
  const dy = argument<usize>(0) + start;
  const x = argument<usize>(1) + start;
  const y = further(argument<usize>(2), start);
  const dBeta = argument<usize>(8) + start;
  const dGamma = argument<usize>(7) + start;
  const one: f32 = 1;
  const part = one / <f32>rows;

  // x̂ = x · scale + shift
  const scale = ownArray(0);
  const shift = ownArray(1);
  for (let i: usize = 0; i < bytes; i += 4) {
    const s = one / sqrt(load<f32>(argument<usize>(5) + start + i) + epsilon);
    store<f32>(scale + i, s);
    store<f32>(shift + i, -load<f32>(argument<usize>(4) + start + i) * s);
  }
  memory.fill(dBeta, 0, bytes);
  memory.fill(dGamma, 0, bytes);
  for (let row = 0; row < rows; row++) {
    const offset = <usize>row * stride;
    const yRow = further(y, offset);
    addGradientRow(dy + offset, x + offset, yRow, scale, shift, dBeta, dGamma, bytes);
  }
  // dx = a · g + b · x + c, collecting what multiplies each.
  const b = ownArray(2);
  const c = ownArray(3);
  for (let i: usize = 0; i < bytes; i += 4) {
    const s = load<f32>(scale + i);
    const a = load<f32>(argument<usize>(3) + start + i) * s;
    const slope = -a * load<f32>(dGamma + i) * part;
    store<f32>(b + i, slope * s);
    store<f32>(c + i, slope * load<f32>(shift + i) - a * load<f32>(dBeta + i) * part);
    store<f32>(scale + i, a);
  }
  const dx = argument<usize>(6) + start;
  for (let row = 0; row < rows; row++) {
    const offset = <usize>row * stride;
    const yRow = further(y, offset);
    inputGradientRow(dy + offset, x + offset, yRow, scale, b, c, dx + offset, bytes);
  }
}

/** An address so many bytes on; 0, which is none, stays so. */
// @ts-ignore: decorator
@inline
function further(address: usize, bytes: usize): usize {
  return address == 0 ? address : address + bytes;
}

/** g, which is dy where ReLU let the value through. */
// @ts-ignore: decorator
@inline
function passed(dy: usize, y: usize, i: usize): v128 {
  const g = v128.load(dy + i);
  return y == 0 ? g : v128.and(g, f32x4.gt(v128.load(y + i), f32x4.splat(0)));
}

// @ts-ignore: decorator
@inline
function passedOne(dy: usize, y: usize, i: usize): f32 {
  return y == 0 || load<f32>(y + i) > 0 ? load<f32>(dy + i) : 0;
}

// @ts-ignore: decorator
@inline
function addGradientRow(
  dy: usize,
  x: usize,
  y: usize,
  scale: usize,
  shift: usize,
  dBeta: usize,
  dGamma: usize,
  bytes: usize,
): void {
  let i: usize = 0;
  for (const vectors = bytes & ~15; i < vectors; i += 16) {
    const g = passed(dy, y, i);
    const normalized = madd(v128.load(x + i), v128.load(scale + i), v128.load(shift + i));
    v128.store(dBeta + i, f32x4.add(v128.load(dBeta + i), g));
    v128.store(dGamma + i, madd(g, normalized, v128.load(dGamma + i)));
  }
  for (; i < bytes; i += 4) {
    const g = passedOne(dy, y, i);
    const normalized = load<f32>(x + i) * load<f32>(scale + i) + load<f32>(shift + i);
    store<f32>(dBeta + i, load<f32>(dBeta + i) + g);
    store<f32>(dGamma + i, load<f32>(dGamma + i) + g * normalized);
  }
}

/** dx = a · g + b · x + c */
// @ts-ignore: decorator
@inline
function inputGradientRow(
  dy: usize,
  x: usize,
  y: usize,
  a: usize,
  b: usize,
  c: usize,
  dx: usize,
  bytes: usize,
): void {
  let i: usize = 0;
  for (const vectors = bytes & ~15; i < vectors; i += 16) {
    const rest = madd(v128.load(x + i), v128.load(b + i), v128.load(c + i));
    v128.store(dx + i, madd(passed(dy, y, i), v128.load(a + i), rest));
  }
  for (; i < bytes; i += 4) {
    const rest = load<f32>(x + i) * load<f32>(b + i) + load<f32>(c + i);
    store<f32>(dx + i, passedOne(dy, y, i) * load<f32>(a + i) + rest);
  }
}
