import type { Heap } from './heap';
import { createHelper } from './helper';
import { type Address, isShared, type NativeKernels, type ThreadWatch } from './native';

/** What a helper's worker is sent first. */
export interface HelperStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: Address;
  readonly scratch: Address;
}

export interface PoolOptions {
  readonly heap: Heap;
  readonly module: WebAssembly.Module;
  /** The caller's own instance. */
  readonly native: NativeKernels;
  /** Of that instance. */
  readonly watch: ThreadWatch;
  /** Threads to compute with, the caller's included. */
  readonly threads: number;
}

/** A helper that has not answered by then is done without; its program may come slowly. */
const patience = 20_000;
/** Seconds without a unit finished, in which none takes one by far: a thread has died. */
const longestUnit = 20;

/**
 * Start the threads that help the caller's with its kernels; see `assembly/pool.ts`. Without shared
 * memory, or if a worker cannot be started, the caller's computes alone.
 *
 * @returns the number of threads, the caller's included
 */
export async function startPool(options: PoolOptions): Promise<number> {
  const { heap, module, native, watch, threads } = options;
  const { memory } = heap;
  const control = heap.take(Number(native.controlBytes.value));
  new Uint8Array(memory.buffer, control, Number(native.controlBytes.value)).fill(0);
  const scratch = () => heap.take(Number(native.scratchBytes.value));
  const own = scratch();
  native.start(control, own, 0);
  if (!isShared(memory) || threads < 2) return 1;

  const helpers = Array.from({ length: threads - 1 }, () =>
    startHelper({ module, memory, control, scratch: scratch() }),
  );
  const atWork = (await Promise.all(helpers)).filter((worker) => worker !== null);
  native.start(control, own, atWork.length);
  watch.onStuck = (seconds) => {
    if (seconds < longestUnit) return;
    // What they may still do to the memory must not reach the next job, which is done alone.
    for (const worker of atWork) worker.terminate();
    native.start(control, own, 0);
    throw new Error(lost);
  };
  return atWork.length + 1;
}

const lost =
  '計算を手伝うスレッドが止まったので、途中で打ち切りました。もう一度実行してください。計算が遅くなったときは、ページを再読み込みすると元に戻ります。';

/** @returns the helper at work; `null` for none */
async function startHelper(start: HelperStart): Promise<Worker | null> {
  let worker: Worker;
  try {
    worker = createHelper();
  } catch {
    return null;
  }
  const isReady = await new Promise<boolean>((resolve) => {
    const giveUp = () => {
      resolve(false);
    };
    setTimeout(giveUp, patience);
    worker.onerror = (event) => {
      // Else it would end the caller's worker, too, and with it what can be gone on from.
      event.preventDefault();
      giveUp();
    };
    worker.onmessage = () => {
      resolve(true);
    };
    worker.postMessage(start);
  });
  if (isReady) return worker;
  worker.terminate();
  return null;
}
