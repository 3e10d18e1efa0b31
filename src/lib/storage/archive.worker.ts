/** Packs and unpacks zip files away from the page's own thread: tens of megabytes take a while. */
import { expose, transfer } from 'comlink';
import type { NamedFile } from '../data/named-file';
import type { GanParts, SavedGan } from '../nn/network';
import { packDcganZip, unpackDcganFiles, type Wanted } from './layers-model-zip';

const api = {
  pack(saved: GanParts<keyof SavedGan>): Uint8Array<ArrayBuffer> {
    const zip = packDcganZip(saved) as Uint8Array<ArrayBuffer>;
    return transfer(zip, [zip.buffer]);
  },
  unpack(files: readonly NamedFile[], wanted: Wanted): GanParts {
    const saved: GanParts = unpackDcganFiles(files, wanted);
    return transfer(
      saved,
      Object.values(saved).map(({ weightData }) => weightData),
    );
  },
};

export type ArchiveWorkerApi = typeof api;
expose(api);
