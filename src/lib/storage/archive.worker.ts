/** Packs and unpacks zip files away from the page's own thread: tens of megabytes take a while. */
import { expose, transfer } from 'comlink';
import type { NamedFile } from '../data/named-file';
import type { SavedGan } from '../nn/network';
import { packDcganZip, unpackDcganFiles } from './layers-model-zip';

const api = {
  pack(saved: SavedGan): Uint8Array<ArrayBuffer> {
    const zip = packDcganZip(saved) as Uint8Array<ArrayBuffer>;
    return transfer(zip, [zip.buffer]);
  },
  unpack(files: readonly NamedFile[]): SavedGan {
    const saved = unpackDcganFiles(files);
    return transfer(saved, [saved.generator.weightData, saved.discriminator.weightData]);
  },
};

export type ArchiveWorkerApi = typeof api;
expose(api);
