/**
 * A pool of threads that share out the units of one job at a time.
 *
 * Every thread has an instance of this module over the same memory. The first one, the caller's,
 * writes a job's description, hands out units by setting a counter to their number, and takes part;
 * whoever decrements the counter from n > 0 owns unit n − 1. The description stays valid as long as
 * any unit is unfinished, so a thread reads it only once it owns a unit, and a late one that finds
 * the counter at 0 or below has touched nothing.
 */
import { runUnit } from './jobs';

/** One cache line each, so that threads that poll one do not slow down those that use another. */
const lineBytes: usize = 64;
/** Counts jobs; the helpers sleep on it. */
const epoch: usize = 0;
/** Units not yet handed out. */
const remaining: usize = lineBytes;
/** Units finished; the caller sleeps on it. */
const finished: usize = 2 * lineBytes;
/** The job's description: its number of units, its kind, its arguments. */
const units: usize = 3 * lineBytes;
const job: usize = units + 4;
const jobArguments: usize = units + 8;
/** What `start` must be given room for. */
export const controlBytes: usize = 6 * lineBytes;

/** Looks at a counter before sleeping: some tens of microseconds, about a pause between kernels. */
const spins: i32 = 20000;

/** Nanoseconds of a caller's sleep, after which it looks whether the others get on. */
const sleep: i64 = 1_000_000_000;

/** Called after so many seconds in which no thread has finished a unit; throws to give the job up. */
// @ts-ignore: decorator
@external('env', 'stuck')
declare function stuck(seconds: i32): void;

let control: usize = 0;
let helpers: i32 = 0;

/** Room for this thread alone, see `product.ts`. */
export let threadScratch: usize = 0;

/**
 * Set up the calling thread's instance.
 *
 * @param controlAddress `controlBytes` bytes, zeroed, shared by all threads
 * @param scratchAddress `scratchBytes` bytes for this thread alone
 * @param helperCount threads that call or will call `help`
 */
export function start(controlAddress: usize, scratchAddress: usize, helperCount: i32): void {
  control = controlAddress;
  threadScratch = scratchAddress;
  helpers = helperCount;
}

/** Work on jobs as they come; never returns. */
export function help(): void {
  if (!ASC_FEATURE_THREADS) return;
  while (true) {
    const seen = atomic.load<i32>(control + epoch);
    takeUnits();
    for (let i = 0; i < spins; i++) {
      if (atomic.load<i32>(control + epoch) != seen) break;
    }
    atomic.wait<i32>(control + epoch, seen, -1);
  }
}

/** Set one argument of the next job. */
// @ts-ignore: decorator
@inline
export function setArgument<T>(index: i32, value: T): void {
  store<T>(control + jobArguments + (<usize>index << 2), value);
}

/** An argument of the present job. */
// @ts-ignore: decorator
@inline
export function argument<T>(index: i32): T {
  return load<T>(control + jobArguments + (<usize>index << 2));
}

/** Run a job whose arguments are set; returns when all of its units are finished. */
export function run(kind: i32, count: i32): void {
  if (helpers == 0 || count < 2) {
    for (let unit = 0; unit < count; unit++) runUnit(kind, unit);
    return;
  }
  if (!ASC_FEATURE_THREADS) return;
  store<i32>(control + units, count);
  store<i32>(control + job, kind);
  atomic.store<i32>(control + finished, 0);
  atomic.store<i32>(control + remaining, count);
  atomic.add<i32>(control + epoch, 1);
  atomic.notify(control + epoch, min(helpers, count - 1));
  takeUnits();
  waitForOthers(count);
}

function takeUnits(): void {
  if (!ASC_FEATURE_THREADS) return;
  while (true) {
    // A look first, so that idle threads do not count far below 0.
    if (atomic.load<i32>(control + remaining) <= 0) return;
    const unit = atomic.sub<i32>(control + remaining, 1) - 1;
    if (unit < 0) return;
    const count = load<i32>(control + units);
    runUnit(load<i32>(control + job), unit);
    const done = atomic.add<i32>(control + finished, 1) + 1;
    if (done == count) atomic.notify(control + finished, 1);
  }
}

function waitForOthers(count: i32): void {
  if (!ASC_FEATURE_THREADS) return;
  let before = -1;
  let seconds = 0;
  while (true) {
    let done = 0;
    for (let i = 0; i < spins; i++) {
      done = atomic.load<i32>(control + finished);
      if (done == count) return;
    }
    // A thread that has died with a unit never finishes it.
    seconds = done == before ? seconds + 1 : 0;
    if (seconds > 0) stuck(seconds);
    before = done;
    atomic.wait<i32>(control + finished, done, sleep);
  }
}
