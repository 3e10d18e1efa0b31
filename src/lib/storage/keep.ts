/** The page's side of `keep.worker.ts`. */
import { type Remote, transfer } from 'comlink';
import type { SavedNetwork } from '../nn/network';
import { inWorker } from './job-worker';
import type { KeepWorkerApi } from './keep.worker';
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

function createWorker(): Worker {
  return new Worker(new URL('./keep.worker.ts', import.meta.url), {
    type: 'module',
    name: 'keep',
  });
}
