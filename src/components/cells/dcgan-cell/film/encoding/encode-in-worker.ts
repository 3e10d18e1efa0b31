/** The page's side of the encoder: one worker for each file, ended with it. */
import { proxy } from 'comlink';
import { startProgram } from '@lib/load-program';
import { inWorker } from '@lib/storage/job-worker';
import program from './film.worker.ts?worker&url';
import type { EncodedFilm, FilmEncodingApi, FilmJob } from './job';

export interface EncodeInWorkerOptions {
  readonly job: FilmJob;
  /** Called with the number of frames done. */
  readonly onProgress: (done: number) => void;
  /** Aborted when the reader does not want the file any more: the worker ends in the middle of it. */
  readonly signal: AbortSignal;
  /** Makes the worker; tests pass their own. */
  readonly createWorker?: () => Promise<Worker>;
}

/**
 * Make a film's file in a worker.
 *
 * @throws the signal's reason once it is aborted; else in Japanese, if the file can't be made
 */
export function encodeInWorker(options: EncodeInWorkerOptions): Promise<EncodedFilm> {
  const { job, onProgress, signal, createWorker = () => startProgram(program, 'film') } = options;
  const encode = (api: FilmEncodingApi) => api.encode(job, proxy(onProgress));
  return inWorker<FilmEncodingApi, EncodedFilm>(createWorker, encode, signal);
}
