/** The page's side of `archive.worker.ts`: one worker for each job, which ends with it. */
import { type Remote, transfer } from 'comlink';
import type { NamedFile } from '../data/named-file';
import { startProgram } from '../load-program';
import type { SavedGan } from '../nn/network';
import type { ArchiveWorkerApi } from './archive.worker';
import program from './archive.worker.ts?worker&url';
import { inWorker } from './job-worker';

/** What a cell needs to save and load weights. */
export interface Archive {
  /** Both networks as one zip file. Takes the weights away from the caller. */
  pack(saved: SavedGan): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Both networks from files. Takes the files' bytes away from the caller.
   *
   * @throws as `unpackDcganFiles` does, in Japanese
   */
  unpack(files: readonly NamedFile[]): Promise<SavedGan>;
}

export const archive: Archive = {
  pack(saved) {
    const weights = [saved.generator.weightData, saved.discriminator.weightData];
    return inArchive((worker) => worker.pack(transfer(saved, weights)));
  },
  unpack(files) {
    const bytes = files.map((file) => file.bytes);
    return inArchive((worker) => worker.unpack(transfer(files, bytes)));
  },
};

function inArchive<Result>(job: (worker: Remote<ArchiveWorkerApi>) => Promise<Result>) {
  return inWorker(createWorker, job);
}

function createWorker(): Promise<Worker> {
  return startProgram(program, 'archive');
}
