/** The page's side of `archive.worker.ts`: one worker for each job, which ends with it. */
import { type Remote, transfer } from 'comlink';
import type { NamedFile } from '../data/named-file';
import { startProgram } from '../load-program';
import type { SavedNetwork } from '../nn/network';
import type { ArchiveWorkerApi } from './archive.worker';
import program from './archive.worker.ts?worker&url';
import { inWorker } from './job-worker';
import type { NetworkParts, Wanted } from './layers-model-zip';

/** What a cell needs to save and load weights. */
export interface Archive {
  /** The networks as one zip file. Takes the weights away from the caller. */
  pack(saved: Readonly<Record<string, SavedNetwork>>): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Networks from files. Takes the files' bytes away from the caller.
   *
   * @throws as `unpackNetworks` does, in Japanese
   */
  unpack<Needed extends string>(
    files: readonly NamedFile[],
    wanted: Wanted<Needed>,
  ): Promise<NetworkParts<Needed>>;
}

export const archive: Archive = {
  pack(saved) {
    const weights = Object.values(saved).map(({ weightData }) => weightData);
    return inArchive((worker) => worker.pack(transfer(saved, weights)));
  },
  async unpack<Needed extends string>(files: readonly NamedFile[], wanted: Wanted<Needed>) {
    const bytes = files.map((file) => file.bytes);
    const saved = await inArchive((worker) => worker.unpack(transfer(files, bytes), wanted));
    return saved as NetworkParts<Needed>;
  },
};

function inArchive<Result>(job: (worker: Remote<ArchiveWorkerApi>) => Promise<Result>) {
  return inWorker(createWorker, job);
}

function createWorker(): Promise<Worker> {
  return startProgram(program, 'archive');
}
