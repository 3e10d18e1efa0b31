/** The one database of this site, by what it holds. */
import { type ArrayFiles, noFiles, OriginFiles } from './array-files';
import { Checkpoints } from './checkpoints';
import { Documents } from './documents';
import { History } from './history';
import { openIndexedDb } from './indexed-db';
import { MemoryRecords } from './memory';
import { Outputs } from './outputs';
import type { Records } from './records';

export interface SiteDatabase {
  readonly records: Records;
  readonly files: ArrayFiles;
  readonly documents: Documents;
  readonly history: History;
  readonly outputs: Outputs;
  readonly checkpoints: Checkpoints;
}

/** @throws in Japanese if the browser refuses */
export async function openDatabase(): Promise<SiteDatabase> {
  return databaseOf(await openIndexedDb(), new OriginFiles());
}

/** One in the page's memory, gone with it. */
export function memoryDatabase(): SiteDatabase {
  return databaseOf(new MemoryRecords());
}

/** The database; where the browser refuses it, one in memory, with what the reader is to be told. */
export async function openOrRemember(): Promise<{
  readonly database: SiteDatabase;
  readonly problem: string | null;
}> {
  try {
    return { database: await openDatabase(), problem: null };
  } catch (error) {
    const { message } = error as Error;
    return {
      database: memoryDatabase(),
      problem: `${message}書きかえたコードや学習は、このページを閉じると消えます。`,
    };
  }
}

export function databaseOf(records: Records, files: ArrayFiles = noFiles): SiteDatabase {
  return {
    records,
    files,
    documents: new Documents(records),
    history: new History(records),
    outputs: new Outputs(records),
    checkpoints: new Checkpoints(records, files),
  };
}
