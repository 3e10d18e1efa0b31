/** The page's side of `take-home.worker.ts`. */
import { transfer } from 'comlink';
import type { NamedFile } from '../data/named-file';
import { startProgram } from '../load-program';
import { inWorker } from '../storage/job-worker';
import type { NetworkParts, Wanted } from '../storage/layers-model-zip';
import { handOver } from '../transfer';
import type { TakeHome } from './take-home';
import type { TakeHomeApi, TakeHomeJob } from './take-home.worker';
import program from './take-home.worker.ts?worker&url';

/**
 * Files of a run. Takes its numbers away from the caller.
 *
 * @throws in Japanese if the run cannot be had in this format
 */
export function packTakeHome(job: TakeHomeJob): Promise<TakeHome> {
  // Arrays of a kept run may lie in one memory.
  return inWorker<TakeHomeApi, TakeHome>(start, (worker) => worker.make(handOver(job)));
}

/**
 * Networks of a safetensors file. Takes the files' bytes away from the caller.
 *
 * @throws in Japanese as `networksOfFiles` does
 */
export function unpackTensors<Needed extends string>(
  files: readonly NamedFile[],
  wanted: Wanted<Needed>,
): Promise<NetworkParts<Needed>> {
  const bytes = files.map((file) => file.bytes);
  return inWorker<TakeHomeApi, NetworkParts<Needed>>(
    start,
    (worker) => worker.networks(transfer(files, bytes), wanted) as Promise<NetworkParts<Needed>>,
  );
}

const start = () => startProgram(program, 'take-home');
