import { type Remote, wrap } from 'comlink';

/**
 * Run one job in a worker of its own, which ends with it.
 *
 * @param createWorker starts a worker that exposes `Api` through Comlink
 * @throws what the job throws, or in Japanese if the worker cannot be had
 */
export async function inWorker<Api, Result>(
  createWorker: () => Worker,
  job: (api: Remote<Api>) => Promise<Result>,
): Promise<Result> {
  const worker = createWorker();
  const failed = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) => {
      reject(new Error(`ファイルを処理するプログラムを動かせませんでした（${message}）。`));
    };
  });
  try {
    return await Promise.race([job(wrap<Api>(worker)), failed]);
  } finally {
    worker.terminate();
  }
}
