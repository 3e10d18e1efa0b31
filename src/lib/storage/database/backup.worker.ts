/** Packs and unpacks all that is kept away from the page's own thread. */
import { expose, transfer } from 'comlink';
import { exportAll, importAll } from './backup';
import { openDatabase } from './database';

const api = {
  async pack(): Promise<Uint8Array<ArrayBuffer>> {
    const zip = await exportAll(await openDatabase());
    return transfer(zip, [zip.buffer]);
  },
  async unpack(file: File): Promise<number> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return importAll(await openDatabase(), bytes);
  },
};

export type BackupWorkerApi = typeof api;
expose(api);
