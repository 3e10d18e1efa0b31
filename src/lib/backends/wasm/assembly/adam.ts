import { Job } from './job-kinds';
import { argument, run, setArgument } from './pool';
import { madd } from './simd';

/** Floats that a unit updates: 64 KiB of each array. */
const floatsPerUnit: i32 = 16384;

/**
 * One Adam update of `count` floats in place:
 * m ← β1 m + (1 − β1) g, v ← β2 v + (1 − β2) g², x ← x − rate · m / (√(v · correction) + ε).
 *
 * @param rate α / (1 − β1^step)
 * @param correction 1 / (1 − β2^step)
 */
export function adam(
  x: usize,
  g: usize,
  m: usize,
  v: usize,
  count: i32,
  beta1: f32,
  beta2: f32,
  rate: f32,
  correction: f32,
  epsilon: f32,
): void {
  setArgument<usize>(0, x);
  setArgument<usize>(1, g);
  setArgument<usize>(2, m);
  setArgument<usize>(3, v);
  setArgument<i32>(4, count);
  setArgument<f32>(5, beta1);
  setArgument<f32>(6, beta2);
  setArgument<f32>(7, rate);
  setArgument<f32>(8, correction);
  setArgument<f32>(9, epsilon);
  run(Job.Adam, (count + floatsPerUnit - 1) / floatsPerUnit);
}

export function adamUnit(unit: i32): void {
  const first = unit * floatsPerUnit;
  const start = <usize>first << 2;
  const x = argument<usize>(0) + start;
  const g = argument<usize>(1) + start;
  const m = argument<usize>(2) + start;
  const v = argument<usize>(3) + start;
  const count = min(floatsPerUnit, argument<i32>(4) - first);
  const beta1 = argument<f32>(5);
  const beta2 = argument<f32>(6);
  const rate = argument<f32>(7);
  const correction = argument<f32>(8);
  const epsilon = argument<f32>(9);
  const b1 = f32x4.splat(beta1), c1 = f32x4.splat(1 - beta1);
  const b2 = f32x4.splat(beta2), c2 = f32x4.splat(1 - beta2);
  const r = f32x4.splat(rate), k = f32x4.splat(correction), e = f32x4.splat(epsilon);
  const vectorBytes = (<usize>count & ~3) << 2;
  for (let i: usize = 0; i < vectorBytes; i += 16) {
    const gi = v128.load(g + i);
    const mi = madd(v128.load(m + i), b1, f32x4.mul(gi, c1));
    const vi = madd(v128.load(v + i), b2, f32x4.mul(f32x4.mul(gi, gi), c2));
    v128.store(m + i, mi);
    v128.store(v + i, vi);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(vi, k)), e);
    v128.store(x + i, f32x4.sub(v128.load(x + i), f32x4.div(f32x4.mul(mi, r), root)));
  }
  for (let i = vectorBytes; i < <usize>count << 2; i += 4) {
    const gi = load<f32>(g + i);
    const mi = load<f32>(m + i) * beta1 + gi * (1 - beta1);
    const vi = load<f32>(v + i) * beta2 + gi * gi * (1 - beta2);
    store<f32>(m + i, mi);
    store<f32>(v + i, vi);
    store<f32>(x + i, load<f32>(x + i) - (mi * rate) / (sqrt(vi * correction) + epsilon));
  }
}
