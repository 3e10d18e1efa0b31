import { type Remote, wrap } from 'comlink';
import { deathOf } from '../worker-death';

/**
 * Run one job in a worker of its own, which ends with it.
 *
 * @param createWorker starts a worker that exposes `Api` through Comlink
 * @param signal aborted when the job is not wanted any more
 * @throws what the job throws, the signal's reason, or in Japanese if the worker cannot be had
 */
export async function inWorker<Api, Result>(
  createWorker: () => Promise<Worker>,
  job: (api: Remote<Api>) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  signal?.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
  const starting = createWorker();
  try {
    const worker = await Promise.race([starting, aborted]);
    return await Promise.race([job(wrap<Api>(worker)), deathOf(worker), aborted]);
  } finally {
    // One that comes too late, too.
    void starting.then(
      (worker) => {
        worker.terminate();
      },
      () => undefined,
    );
  }
}
