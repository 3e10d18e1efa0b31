/** A helping thread that ends in the midst of a job. */
import { Worker as NodeThread } from 'node:worker_threads';
import { expect, test, vi } from 'vitest';
import type { Heap } from '@lib/backends/wasm/heap';
import { instantiate, type ThreadWatch } from '@lib/backends/wasm/native';
import { startPool } from '@lib/backends/wasm/pool';
import { nodeWasmAssets } from './node-wasm';

/** Takes a unit of a job, as `assembly/pool.ts` hands them out, and ends without having done it. */
const dying = `
const { parentPort } = require('node:worker_threads');
parentPort.once('message', ({ memory, control }) => {
  const remaining = new Int32Array(memory.buffer, control + 64, 1);
  parentPort.postMessage('ready');
  while (Atomics.load(remaining, 0) < 1 || Atomics.sub(remaining, 0, 1) < 1);
});`;

const ended = vi.fn();

class DyingHelper {
  private readonly thread = new NodeThread(dying, { eval: true });
  onmessage?: () => void;

  constructor() {
    this.thread.on('message', () => this.onmessage?.());
  }

  postMessage(message: unknown): void {
    this.thread.postMessage(message);
  }

  terminate(): void {
    ended();
  }
}

test('a job that waits for it is given up in words; the next ones are done without', async () => {
  vi.stubGlobal('Worker', DyingHelper);
  const memory = new WebAssembly.Memory({ initial: 64, maximum: 65536, shared: true });
  let free = 65536;
  const take = (bytes: number) => (free += 64 * Math.ceil(bytes / 64)) - 64 * Math.ceil(bytes / 64);
  const heap = { memory, take } as unknown as Heap;
  const module = await WebAssembly.compile(await nodeWasmAssets.loadKernels('shared-simd.wasm'));
  const watch: ThreadWatch = { onStuck: () => undefined };
  const native = await instantiate(module, memory, watch);
  expect(await startPool({ heap, module, native, watch, threads: 2 })).toBe(2);

  const count = 200_000;
  const [x, value] = [take(4 * count), take(4 * count)];
  const update = () => native.moveTowards(x, value, count, 0.5);
  const { onStuck } = watch;
  // A thread may be slow for a while.
  expect(() => onStuck(5)).not.toThrow();
  // As if that second were the last of the patience.
  watch.onStuck = () => onStuck(60);
  expect(() => {
    for (;;) update();
  }).toThrow('計算を手伝うスレッドが止まった');
  expect(ended).toHaveBeenCalled();

  const floats = (address: number) => new Float32Array(memory.buffer, address, count);
  floats(x).fill(0);
  floats(value).fill(1);
  update();
  expect(floats(x).every((each) => each === 0.5)).toBe(true);
}, 60_000);
