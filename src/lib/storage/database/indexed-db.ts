/** The records in the browser's IndexedDB. */
import { type IDBPDatabase, openDB } from 'idb';
import { moveOlder } from './older';
import { type Access, type Key, type Records, stores, type TransactionOptions } from './records';
import { refusalOf, WrittenByNewer } from './refusal';
import { databaseName } from './there';

/** Of the stores; counts up when one is added. Records carry a number of their own. */
export const databaseVersion = 1;

/** @throws in Japanese if the browser refuses */
export async function openIndexedDb(name = databaseName): Promise<Records> {
  try {
    const records = new IndexedDbRecords(await open(name));
    if (name === databaseName) await moveOlder(records);
    return records;
  } catch (error) {
    throw refusalOf(error);
  }
}

async function open(name: string): Promise<Opened> {
  const handling = {
    // A newer version of the site must not have to wait for this page.
    blocking: (_current: number, _wanted: number | null, event: IDBVersionChangeEvent) => {
      (event.target as IDBDatabase).close();
    },
  };
  try {
    const database = await openDB(name, databaseVersion, {
      ...handling,
      upgrade(upgraded) {
        for (const store of stores) {
          if (!upgraded.objectStoreNames.contains(store)) upgraded.createObjectStore(store);
        }
      },
    });
    return { database, isNewer: false };
  } catch (error) {
    if (!(error instanceof Error && error.name === 'VersionError')) throw error;
    return { database: await openDB(name, undefined, handling), isNewer: true };
  }
}

interface Opened {
  readonly database: IDBPDatabase;
  readonly isNewer: boolean;
}

class IndexedDbRecords implements Records {
  readonly isReadOnly: boolean;
  private readonly database: IDBPDatabase;

  constructor({ database, isNewer }: Opened) {
    this.database = database;
    this.isReadOnly = isNewer;
  }

  async transact<Result>(
    { stores: names, mode, isStrict = false }: TransactionOptions,
    job: (access: Access) => Promise<Result>,
  ): Promise<Result> {
    if (this.isReadOnly && mode === 'readwrite') throw new WrittenByNewer();
    const transaction = this.begin(names, mode, isStrict);
    // Rejects with the same as the job, if that fails first.
    transaction.done.catch(() => undefined);
    const range = (beginning: Key) => IDBKeyRange.bound(beginning, [...beginning, []]);
    const store = (name: string) => transaction.objectStore(name);
    const access: Access = {
      get: (name, key) => browser(() => store(name).get(key as IDBValidKey)),
      put: (name, key, record) =>
        browser(async () => void (await store(name).put?.(record, key as IDBValidKey))),
      delete: (name, key) => browser(async () => store(name).delete?.(range(key))),
      keys: (name, key) =>
        browser(async () => (await store(name).getAllKeys(range(key))) as unknown as Key[]),
    };
    try {
      const result = await job(access);
      await browser(() => transaction.done);
      return result;
    } catch (error) {
      try {
        transaction.abort();
      } catch {
        // It has ended by itself.
      }
      await transaction.done.catch(() => undefined);
      throw error;
    }
  }

  close(): void {
    this.database.close();
  }

  private begin(names: readonly string[], mode: 'readonly' | 'readwrite', isStrict: boolean) {
    try {
      const durability = isStrict ? 'strict' : 'default';
      return this.database.transaction([...names], mode, { durability });
    } catch (error) {
      // Closed for a newer version of the site.
      const isClosed = error instanceof Error && error.name === 'InvalidStateError';
      throw isClosed ? new WrittenByNewer() : refusalOf(error);
    }
  }
}

/** What the browser refuses, in our words; what a job throws stays as it is. */
async function browser<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    throw refusalOf(error);
  }
}
