/** Starts workers of the one worker program (`compute.worker.ts`). */
import { fetchProgram } from './assets';
import type { ComputeRole } from './compute.worker';
import program from './compute.worker.ts?worker&url';

/** @throws in Japanese, naming the file, if the program cannot be had */
export function fetchComputeProgram(): Promise<void> {
  return fetchProgram(program);
}

export function startComputeWorker(role: ComputeRole): Worker {
  return new Worker(program, { type: 'module', name: role });
}
