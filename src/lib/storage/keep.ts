/** The page's side of `keep.worker.ts`. */
import { type Remote, transfer } from 'comlink';
import { startProgram } from '../load-program';
import type { SavedNetwork } from '../nn/network';
import { inWorker } from './job-worker';
import type { KeepWorkerApi } from './keep.worker';
import program from './keep.worker.ts?worker&url';
import type { AboutGenerator } from './kept-generator';

/**
 * Keep a generator in the browser, in the place of any other. Takes its weights away from the caller.
 *
 * @throws in Japanese if the browser refuses
 */
export function keepInWorker(network: SavedNetwork, about: AboutGenerator): Promise<void> {
  return inWorker(createWorker, (worker: Remote<KeepWorkerApi>) =>
    worker.keep(transfer(network, [network.weightData]), about),
  );
}

function createWorker(): Promise<Worker> {
  return startProgram(program, 'keep');
}
