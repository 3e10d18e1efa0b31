import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Heap } from '@lib/backends/wasm/heap';
import type { NativeKernels } from '@lib/backends/wasm/native';
import { startPool } from '@lib/backends/wasm/pool';

const ended = vi.fn();

/** A helper's worker that never answers, breaks at once, or is at work. */
function helpersThat(
  behave: (worker: { onmessage?: () => void; onerror?: (event: Event) => void }) => void,
) {
  class Helper {
    onmessage?: () => void;
    onerror?: (event: Event) => void;
    postMessage(): void {
      queueMicrotask(() => {
        behave(this);
      });
    }
    terminate = ended;
  }
  vi.stubGlobal('Worker', Helper);
}

async function start() {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const started = vi.fn();
  const bytes = { value: 8 };
  const native = { controlBytes: bytes, scratchBytes: bytes, start: started };
  const threads = startPool({
    heap: { memory, take: () => 0 } as unknown as Heap,
    module: {} as WebAssembly.Module,
    native: native as unknown as NativeKernels,
    watch: { onStuck: () => undefined },
    threads: 3,
  });
  await vi.advanceTimersByTimeAsync(20_000);
  return { threads: await threads, helpers: started.mock.lastCall?.[2] as number };
}

beforeEach(() => {
  vi.useFakeTimers();
  ended.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ['never answers', () => undefined],
  [
    'breaks',
    (worker: { onerror?: (event: Event) => void }) => worker.onerror?.(new Event('error')),
  ],
])('without a helper that %s the caller’s thread computes alone', async (_, behave) => {
  helpersThat(behave);
  expect(await start()).toEqual({ threads: 1, helpers: 0 });
  expect(ended).toHaveBeenCalledTimes(2);
});

test('one that is missing is done without', async () => {
  let count = 0;
  helpersThat(({ onmessage, onerror }) =>
    count++ === 0 ? onerror?.(new Event('error')) : onmessage?.(),
  );
  expect(await start()).toEqual({ threads: 2, helpers: 1 });
});
