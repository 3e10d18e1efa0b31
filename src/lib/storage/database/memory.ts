/** The records in the page's memory: for tests, and for browsers that refuse to keep anything. */
import { Sequence } from '../../scheduling';
import type { Access, Key, Records, StoreName, TransactionOptions } from './records';

type Table = ReadonlyMap<string, readonly [Key, unknown]>;

export class MemoryRecords implements Records {
  readonly isReadOnly = false;
  private readonly tables = new Map<StoreName, Table>();
  private readonly work = new Sequence();

  transact<Result>(
    _options: TransactionOptions,
    job: (access: Access) => Promise<Result>,
  ): Promise<Result> {
    return this.work.add(async () => {
      const changed = new Map<StoreName, Map<string, readonly [Key, unknown]>>();
      const read = (store: StoreName): Table =>
        changed.get(store) ?? this.tables.get(store) ?? new Map();
      const write = (store: StoreName) => {
        const table = changed.get(store) ?? new Map(this.tables.get(store));
        changed.set(store, table);
        return table;
      };
      const keys = (store: StoreName, beginning: Key) =>
        [...read(store).values()]
          .map(([key]) => key)
          .filter((key) => beginning.every((part, i) => key[i] === part))
          .sort(inOrder);
      const result = await job({
        get: (store, key) =>
          Promise.resolve(structuredClone(read(store).get(JSON.stringify(key))?.[1])),
        put: (store, key, record) => {
          write(store).set(JSON.stringify(key), [key, structuredClone(record)]);
          return Promise.resolve();
        },
        delete: (store, beginning) => {
          const table = write(store);
          for (const key of keys(store, beginning)) table.delete(JSON.stringify(key));
          return Promise.resolve();
        },
        keys: (store, beginning) => Promise.resolve(keys(store, beginning)),
      });
      for (const [store, table] of changed) this.tables.set(store, table);
      return result;
    });
  }

  close(): void {
    // Nothing is open.
  }
}

/** As IndexedDB has it: numbers before texts, part by part. */
function inOrder(a: Key, b: Key): number {
  for (const [i, part] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    if (part === other) continue;
    if (typeof part !== typeof other) return typeof part === 'number' ? -1 : 1;
    return part < other ? -1 : 1;
  }
  return a.length - b.length;
}
