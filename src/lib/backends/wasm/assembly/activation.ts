/** y = f(x + bias), and its gradient. Kinds of f, as `../kernels/bias-activation.ts` numbers them: */
import { blockCount, blockWidth, ownArray } from './columns';
import { Job } from './job-kinds';
import { argument, run, setArgument } from './pool';
import { madd } from './simd';

const enum Activation {
  Linear,
  /** max(x, slope · x), 0 ≤ slope ≤ 1: ReLU is of slope 0. */
  LeakyRelu,
  Tanh,
}

/** Floats that a unit of `biasActivation` works through. */
const floatsPerUnit: i32 = 16384;

/** y[row][column] = f(x[row][column] + bias[column]). */
export function biasActivation(
  x: usize,
  bias: usize,
  y: usize,
  rows: i32,
  columns: i32,
  activation: i32,
  slope: f32,
): void {
  setArgument<usize>(0, x);
  setArgument<usize>(1, bias);
  setArgument<usize>(2, y);
  setArgument<i32>(3, rows);
  setArgument<i32>(4, columns);
  setArgument<i32>(5, activation);
  setArgument<f32>(6, slope);
  const rowsPerUnit = max(1, floatsPerUnit / columns);
  setArgument<i32>(7, rowsPerUnit);
  run(Job.BiasActivation, (rows + rowsPerUnit - 1) / rowsPerUnit);
}

export function biasActivationUnit(unit: i32): void {
  const rowsPerUnit = argument<i32>(7);
  const first = unit * rowsPerUnit;
  const rows = min(rowsPerUnit, argument<i32>(3) - first);
  const columns = <usize>argument<i32>(4);
  const start = (<usize>first * columns) << 2;
  const x = argument<usize>(0) + start;
  const y = argument<usize>(2) + start;
  const bias = argument<usize>(1);
  if (columns == 1) {
    activateColumn(x, load<f32>(bias), y, <usize>rows);
    return;
  }
  for (let row: usize = 0; row < <usize>rows; row++) {
    const offset = (row * columns) << 2;
    activateRow(x + offset, bias, y + offset, columns);
  }
}

function activateRow(x: usize, bias: usize, y: usize, count: usize): void {
  const activation = argument<i32>(5);
  const slope = argument<f32>(6);
  let i: usize = 0;
  for (const vectors = (count & ~3) << 2; i < vectors; i += 16) {
    const sum = f32x4.add(v128.load(x + i), v128.load(bias + i));
    v128.store(y + i, activate(sum, activation, slope));
  }
  for (; i < count << 2; i += 4) {
    activateOne(load<f32>(x + i) + load<f32>(bias + i), y + i, activation, slope);
  }
}

/** The only column there is, as if it were a row. */
function activateColumn(x: usize, bias: f32, y: usize, count: usize): void {
  const activation = argument<i32>(5);
  const slope = argument<f32>(6);
  let i: usize = 0;
  for (const vectors = (count & ~3) << 2; i < vectors; i += 16) {
    const sum = f32x4.add(v128.load(x + i), f32x4.splat(bias));
    v128.store(y + i, activate(sum, activation, slope));
  }
  for (; i < count << 2; i += 4) activateOne(load<f32>(x + i) + bias, y + i, activation, slope);
}

// @ts-ignore: decorator
@inline
function activateOne(x: f32, y: usize, activation: i32, slope: f32): void {
  store<f32>(y, f32x4.extract_lane(activate(f32x4.splat(x), activation, slope), 0));
}

// @ts-ignore: decorator
@inline
function activate(x: v128, activation: i32, slope: f32): v128 {
  if (activation == Activation.LeakyRelu) return f32x4.max(x, f32x4.mul(x, f32x4.splat(slope)));
  return activation == Activation.Tanh ? tanh(x) : x;
}

/**
 * tanh as a quotient of polynomials, x · P(x²) / Q(x²), to about two units in the last place; from
 * 7.9 on it is 1 in single precision. The coefficients are those of Eigen's `ptanh`.
 */
function tanh(x: v128): v128 {
  const limit = f32x4.splat(7.90531110763549805);
  const z = f32x4.max(f32x4.min(x, limit), f32x4.neg(limit));
  const z2 = f32x4.mul(z, z);
  let p = f32x4.splat(-2.76076847742355e-16);
  p = madd(p, z2, f32x4.splat(2.00018790482477e-13));
  p = madd(p, z2, f32x4.splat(-8.60467152213735e-11));
  p = madd(p, z2, f32x4.splat(5.12229709037114e-8));
  p = madd(p, z2, f32x4.splat(1.48572235717979e-5));
  p = madd(p, z2, f32x4.splat(6.37261928875436e-4));
  p = madd(p, z2, f32x4.splat(4.89352455891786e-3));
  let q = f32x4.splat(1.19825839466702e-6);
  q = madd(q, z2, f32x4.splat(1.18534705686654e-4));
  q = madd(q, z2, f32x4.splat(2.26843463243900e-3));
  q = madd(q, z2, f32x4.splat(4.89352518554385e-3));
  return f32x4.div(f32x4.mul(z, p), q);
}

/**
 * The gradient of `biasActivation`: dx = dy · f′ by its result y, and dbias = Σ dx over the rows.
 *
 * @param dx where to, or 0 if it is not wanted (f′ = 1 makes it dy)
 */
export function biasActivationGradient(
  dy: usize,
  y: usize,
  dx: usize,
  dbias: usize,
  rows: i32,
  columns: i32,
  activation: i32,
  slope: f32,
): void {
  setArgument<usize>(0, dy);
  setArgument<usize>(1, y);
  setArgument<usize>(2, dx);
  setArgument<usize>(3, dbias);
  setArgument<i32>(4, rows);
  setArgument<i32>(5, columns);
  setArgument<i32>(6, activation);
  setArgument<f32>(7, slope);
  run(Job.BiasActivationGradient, blockCount(columns));
}

export function biasActivationGradientUnit(unit: i32): void {
  const rows = argument<i32>(4);
  const columns = argument<i32>(5);
  const first = unit * blockWidth(columns);
  const width = <usize>min(blockWidth(columns), columns - first);
  const start = <usize>first << 2;
  const sums = ownArray(0);
  memory.fill(sums, 0, width << 2);
  for (let row = 0; row < rows; row++) {
    gradientRow(start + ((<usize>row * <usize>columns) << 2), sums, width);
  }
  memory.copy(argument<usize>(3) + start, sums, width << 2);
}

/** One row's part of a block: its dx, and its addition to the sums. */
// @ts-ignore: decorator
@inline
function gradientRow(offset: usize, sums: usize, width: usize): void {
  const dy = argument<usize>(0) + offset;
  const y = argument<usize>(1) + offset;
  const dx = argument<usize>(2);
  const activation = argument<i32>(6);
  const slope = argument<f32>(7);
  const vectors = (width & ~3) << 2;
  let i: usize = 0;
  for (; i < vectors; i += 16) {
    const g = slopeTimes(v128.load(dy + i), v128.load(y + i), activation, slope);
    if (dx != 0) v128.store(dx + offset + i, g);
    v128.store(sums + i, f32x4.add(v128.load(sums + i), g));
  }
  for (; i < width << 2; i += 4) {
    const one = slopeTimes(
      f32x4.splat(load<f32>(dy + i)),
      f32x4.splat(load<f32>(y + i)),
      activation,
      slope,
    );
    const g = f32x4.extract_lane(one, 0);
    if (dx != 0) store<f32>(dx + offset + i, g);
    store<f32>(sums + i, load<f32>(sums + i) + g);
  }
}

// @ts-ignore: decorator
@inline
function slopeTimes(dy: v128, y: v128, activation: i32, slope: f32): v128 {
  if (activation == Activation.LeakyRelu) {
    const isPositive = f32x4.gt(y, f32x4.splat(0));
    return v128.bitselect(dy, f32x4.mul(dy, f32x4.splat(slope)), isPositive);
  }
  if (activation == Activation.Tanh) {
    return f32x4.mul(dy, f32x4.sub(f32x4.splat(1), f32x4.mul(y, y)));
  }
  return dy;
}
