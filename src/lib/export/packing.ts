/** The page's side of `take-home.worker.ts`. */
import { transfer } from 'comlink';
import { startProgram } from '../load-program';
import { inWorker } from '../storage/job-worker';
import type { TakeHome } from './take-home';
import type { TakeHomeApi, TakeHomeJob } from './take-home.worker';
import program from './take-home.worker.ts?worker&url';

/**
 * Files of a run. Takes its numbers away from the caller.
 *
 * @throws in Japanese if the run cannot be had in this format
 */
export function packTakeHome(job: TakeHomeJob): Promise<TakeHome> {
  const { networks, checkpoint } = job.snapshot;
  const buffers = [
    ...Object.values(networks).map(({ weightData }) => weightData),
    ...Object.values(checkpoint.arrays).map(({ buffer }) => buffer as ArrayBuffer),
  ];
  return inWorker<TakeHomeApi, TakeHome>(
    () => startProgram(program, 'take-home'),
    (worker) => worker.make(transfer(job, buffers)),
  );
}
