import type { Heap } from './heap';
import { createHelper } from './helper';
import { type Address, isShared, type NativeKernels } from './native';

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
  /** Threads to compute with, the caller's included. */
  readonly threads: number;
}

/** A helper that has not answered by then is done without; its program may come slowly. */
const patience = 20_000;

/**
 * Start the threads that help the caller's with its kernels; see `assembly/pool.ts`. Without shared
 * memory, or if a worker cannot be started, the caller's computes alone.
 *
 * @returns the number of threads, the caller's included
 */
export async function startPool({ heap, module, native, threads }: PoolOptions): Promise<number> {
  const { memory } = heap;
  const control = heap.take(Number(native.controlBytes.value));
  new Uint8Array(memory.buffer, control, Number(native.controlBytes.value)).fill(0);
  const scratch = () => heap.take(Number(native.scratchBytes.value));
  native.start(control, scratch(), 0);
  if (!isShared(memory) || threads < 2) return 1;

  const helpers = Array.from({ length: threads - 1 }, () =>
    startHelper({ module, memory, control, scratch: scratch() }),
  );
  const results = await Promise.all(helpers);
  const count = results.filter(Boolean).length;
  native.start(control, scratch(), count);
  return count + 1;
}

/** @returns whether the helper is at work */
async function startHelper(start: HelperStart): Promise<boolean> {
  let worker: Worker;
  try {
    worker = createHelper();
  } catch {
    return false;
  }
  const isReady = await new Promise<boolean>((resolve) => {
    const giveUp = () => {
      resolve(false);
    };
    setTimeout(giveUp, patience);
    worker.onerror = giveUp;
    worker.onmessage = () => {
      resolve(true);
    };
    worker.postMessage(start);
  });
  if (!isReady) worker.terminate();
  return isReady;
}
