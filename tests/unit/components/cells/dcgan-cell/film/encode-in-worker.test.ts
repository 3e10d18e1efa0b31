import { describe, expect, it, vi } from 'vitest';
import { encodeInWorker } from '@components/cells/dcgan-cell/film/encoding/encode-in-worker';
import { nextTask } from '@lib/scheduling';
import type { FilmJob } from '@components/cells/dcgan-cell/film/encoding/job';

const job: FilmJob = {
  format: 'gif',
  frames: [],
  secondsPerFrame: 0.1,
  holdSeconds: 0,
  scale: 1,
  isLabelled: false,
};

/** A worker that never answers. */
function silentWorker() {
  const worker = {
    onerror: null as ((event: { message: string }) => void) | null,
    postMessage: vi.fn(),
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
    terminate: vi.fn(),
  };
  return { worker, createWorker: () => Promise.resolve(worker as unknown as Worker) };
}

describe('a film that is being saved', () => {
  it('ends its worker when the reader calls it off', async () => {
    const { worker, createWorker } = silentWorker();
    const stop = new AbortController();
    const saving = encodeInWorker({ job, onProgress: vi.fn(), signal: stop.signal, createWorker });
    await nextTask();
    stop.abort();
    await expect(saving).rejects.toMatchObject({ name: 'AbortError' });
    expect(worker.terminate).toHaveBeenCalledOnce();
  });

  it('is called off though its worker’s program has not come', async () => {
    const stop = new AbortController();
    const createWorker = () => new Promise<Worker>(() => undefined);
    const saving = encodeInWorker({ job, onProgress: vi.fn(), signal: stop.signal, createWorker });
    stop.abort();
    await expect(saving).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says in Japanese that its worker could not be loaded or died', async () => {
    const { worker, createWorker } = silentWorker();
    const { signal } = new AbortController();
    const saving = encodeInWorker({ job, onProgress: vi.fn(), signal, createWorker });
    await nextTask();
    worker.onerror?.({ message: '' });
    await expect(saving).rejects.toThrow('プログラムを読み込めませんでした。');
    expect(worker.terminate).toHaveBeenCalledOnce();
  });

  it('is not begun when it was called off before', async () => {
    const { worker, createWorker } = silentWorker();
    const signal = AbortSignal.abort();
    await expect(
      encodeInWorker({ job, onProgress: vi.fn(), signal, createWorker }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(worker.postMessage).not.toHaveBeenCalled();
  });
});
