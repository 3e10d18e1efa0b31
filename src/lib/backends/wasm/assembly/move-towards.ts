import { Job } from './job-kinds';
import { argument, run, setArgument } from './pool';
import { madd } from './simd';

/** Floats that a unit updates: 64 KiB of each array. */
const floatsPerUnit: i32 = 16384;

/** x ← x + rate · (value − x) for `count` floats, in place. */
export function moveTowards(x: usize, value: usize, count: i32, rate: f32): void {
  setArgument<usize>(0, x);
  setArgument<usize>(1, value);
  setArgument<i32>(2, count);
  setArgument<f32>(3, rate);
  run(Job.MoveTowards, (count + floatsPerUnit - 1) / floatsPerUnit);
}

export function moveTowardsUnit(unit: i32): void {
  const first = unit * floatsPerUnit;
  const start = <usize>first << 2;
  const x = argument<usize>(0) + start;
  const value = argument<usize>(1) + start;
  const count = min(floatsPerUnit, argument<i32>(2) - first);
  const rate = argument<f32>(3);
  const r = f32x4.splat(rate);
  const vectorBytes = (<usize>count & ~3) << 2;
  for (let i: usize = 0; i < vectorBytes; i += 16) {
    const xi = v128.load(x + i);
    v128.store(x + i, madd(f32x4.sub(v128.load(value + i), xi), r, xi));
  }
  for (let i = vectorBytes; i < <usize>count << 2; i += 4) {
    const xi = load<f32>(x + i);
    store<f32>(x + i, xi + rate * (load<f32>(value + i) - xi));
  }
}
