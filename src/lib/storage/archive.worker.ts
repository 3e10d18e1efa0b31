/** Packs and unpacks zip files away from the page's own thread: tens of megabytes take a while. */
import { expose, transfer } from 'comlink';
import type { NamedFile } from '../data/named-file';
import type { SavedNetwork } from '../nn/network';
import { type NetworkParts, packNetworks, unpackNetworks, type Wanted } from './layers-model-zip';

const api = {
  pack(saved: Readonly<Record<string, SavedNetwork>>): Uint8Array<ArrayBuffer> {
    const zip = packNetworks(saved) as Uint8Array<ArrayBuffer>;
    return transfer(zip, [zip.buffer]);
  },
  unpack(files: readonly NamedFile[], wanted: Wanted): NetworkParts {
    const saved: NetworkParts = unpackNetworks(files, wanted);
    return transfer(
      saved,
      Object.values(saved).map(({ weightData }) => weightData),
    );
  },
};

export type ArchiveWorkerApi = typeof api;
expose(api);
