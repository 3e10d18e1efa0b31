/** The page's side of `backup.worker.ts`. */
import type { Remote } from 'comlink';
import { startProgram } from '../../load-program';
import { inWorker } from '../job-worker';
import type { BackupWorkerApi } from './backup.worker';
import program from './backup.worker.ts?worker&url';

/** Everything that is kept, as one zip. */
export function packAll(): Promise<Uint8Array<ArrayBuffer>> {
  return inWorker(createWorker, (worker: Remote<BackupWorkerApi>) => worker.pack());
}

/** @throws as `importAll` does, in Japanese */
export function unpackAll(file: File): Promise<number> {
  return inWorker(createWorker, (worker: Remote<BackupWorkerApi>) => worker.unpack(file));
}

function createWorker(): Promise<Worker> {
  return startProgram(program, 'backup');
}
