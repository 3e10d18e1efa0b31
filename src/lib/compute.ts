/** Starts workers of the one worker program (`compute.worker.ts`). */
import { fetchProgram } from './assets';
import program from './compute.worker.ts?worker&url';

/** What a worker is for. */
export type ComputeRole = 'session' | 'latent-space' | 'class-map' | 'scoring' | 'probe';

/** @throws in Japanese, naming the file, if the program cannot be had */
export function fetchComputeProgram(): Promise<void> {
  return fetchProgram(program);
}

export function startComputeWorker(role: ComputeRole): Worker {
  return new Worker(program, { type: 'module', name: role });
}
