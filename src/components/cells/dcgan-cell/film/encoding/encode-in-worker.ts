/** The page's side of the encoder: one worker for each file, ended with it. */
import { proxy, wrap } from 'comlink';
import type { EncodedFilm, FilmEncodingApi, FilmJob } from './job';

export interface EncodeInWorkerOptions {
  readonly job: FilmJob;
  /** Called with the number of frames done. */
  readonly onProgress: (done: number) => void;
  /** Aborted when the reader does not want the file any more: the worker ends in the middle of it. */
  readonly signal: AbortSignal;
  /** Makes the worker; tests pass their own. */
  readonly createWorker?: () => Worker;
}

/**
 * Make a film's file in a worker.
 *
 * @throws the signal's reason once it is aborted; else in Japanese, if the file can't be made
 */
export async function encodeInWorker(options: EncodeInWorkerOptions): Promise<EncodedFilm> {
  const { job, onProgress, signal, createWorker = createFilmWorker } = options;
  signal.throwIfAborted();
  const worker = createWorker();
  const ended = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) => {
      reject(
        new Error(`保存用のプログラムが止まりました（${message || '読み込めませんでした'}）。`),
      );
    };
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
  try {
    return await Promise.race([
      wrap<FilmEncodingApi>(worker).encode(job, proxy(onProgress)),
      ended,
    ]);
  } finally {
    worker.terminate();
  }
}

function createFilmWorker(): Worker {
  return new Worker(new URL('./film.worker.ts', import.meta.url), { type: 'module', name: 'film' });
}
