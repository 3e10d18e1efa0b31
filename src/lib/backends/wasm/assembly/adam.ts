import { madd } from './simd';

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
  const b1 = f32x4.splat(beta1);
  const c1 = f32x4.splat(1 - beta1);
  const b2 = f32x4.splat(beta2);
  const c2 = f32x4.splat(1 - beta2);
  const r = f32x4.splat(rate);
  const k = f32x4.splat(correction);
  const e = f32x4.splat(epsilon);
  const vectorBytes = ((<usize>count) & ~3) << 2;
  for (let i: usize = 0; i < vectorBytes; i += 16) {
    const gi = v128.load(g + i);
    const mi = madd(v128.load(m + i), b1, f32x4.mul(gi, c1));
    const vi = madd(v128.load(v + i), b2, f32x4.mul(f32x4.mul(gi, gi), c2));
    v128.store(m + i, mi);
    v128.store(v + i, vi);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(vi, k)), e);
    v128.store(x + i, f32x4.sub(v128.load(x + i), f32x4.div(f32x4.mul(mi, r), root)));
  }
  for (let i = vectorBytes; i < (<usize>count) << 2; i += 4) {
    const gi = load<f32>(g + i);
    const mi = load<f32>(m + i) * beta1 + gi * (1 - beta1);
    const vi = load<f32>(v + i) * beta2 + gi * gi * (1 - beta2);
    store<f32>(m + i, mi);
    store<f32>(v + i, vi);
    store<f32>(x + i, load<f32>(x + i) - (mi * rate) / (sqrt(vi * correction) + epsilon));
  }
}
