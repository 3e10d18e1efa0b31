/** Writes and reads runs away from the page's own thread: tens of megabytes take a while. */
import { expose, transfer } from 'comlink';
import { buffersIn } from '../../transfer';
import type { KeptRun, RunRecord, Slot, WriteOptions } from './checkpoints';
import { openDatabase, type SiteDatabase } from './database';

const api = {
  async write(run: string, about: RunRecord, kept: KeptRun, options: WriteOptions): Promise<void> {
    await inDatabase(({ checkpoints }) => checkpoints.write(run, about, kept, options));
  },
  async read(run: string, slot: Slot) {
    const found = await inDatabase(({ checkpoints }) => checkpoints.read(run, slot));
    return transfer(found, buffersIn(found.value?.states));
  },
};

async function inDatabase<Result>(job: (database: SiteDatabase) => Promise<Result>) {
  const database = await openDatabase();
  try {
    return await job(database);
  } finally {
    database.records.close();
  }
}

export type RunsWorkerApi = typeof api;
expose(api);
