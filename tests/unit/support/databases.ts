/** The site's database in an IndexedDB of the test's own. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { ArrayFiles } from '@lib/storage/database/array-files';
import {
  databaseOf,
  memoryDatabase,
  openDatabase,
  type SiteDatabase,
} from '@lib/storage/database/database';
import { MemoryRecords } from '@lib/storage/database/memory';
import { StorageRefused } from '@lib/storage/database/refusal';
import { Sequence } from '@lib/scheduling';

/** What IndexedDB held before is gone. */
export function emptyIndexedDb(): void {
  globalThis.indexedDB = new IDBFactory();
}

/** Both things that offer the database, each empty. */
export const databases: readonly (readonly [name: string, open: () => Promise<SiteDatabase>])[] = [
  [
    'IndexedDB',
    () => {
      emptyIndexedDb();
      return openDatabase();
    },
  ],
  ['memory', () => Promise.resolve(memoryDatabase())],
];

/** One more, whose arrays are in files. */
export const allDatabases: typeof databases = [
  ...databases,
  ['memory and files', () => Promise.resolve(databaseWithFiles())],
];

/** Files as an origin has them, with as much room as a test says. */
export class FakeFiles implements ArrayFiles {
  readonly canWrite = true;
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  /** Bytes that there is room for. */
  room = Infinity;
  isRefused = false;
  private readonly work = new Sequence();

  alone<Result>(job: () => Promise<Result>): Promise<Result> {
    return this.work.add(job);
  }

  write(name: string, parts: readonly Uint8Array<ArrayBuffer>[]): Promise<boolean> {
    if (this.isRefused) return Promise.resolve(false);
    const bytes = parts.flatMap((part) => [...part]);
    const used = [...this.files.values()].reduce((sum, file) => sum + file.length, 0);
    // What is there when the room ends stays.
    this.files.set(name, Uint8Array.from(bytes.slice(0, this.room - used)));
    if (used + bytes.length <= this.room) return Promise.resolve(true);
    return Promise.reject(new StorageRefused('空き容量が足りません。', true));
  }

  read(name: string): Promise<ArrayBuffer | null> {
    return Promise.resolve(this.files.get(name)?.slice().buffer ?? null);
  }

  keepOnly(names: ReadonlySet<string>): Promise<void> {
    for (const name of this.files.keys()) if (!names.has(name)) this.files.delete(name);
    return Promise.resolve();
  }
}

/** A database whose large arrays are in files. */
export function databaseWithFiles(records = new MemoryRecords()) {
  const files = new FakeFiles();
  return { ...databaseOf(records, files), files };
}

/** A `localStorage` of the test's own. */
export function fakeLocalStorage(): Map<string, string> {
  const entries = new Map<string, string>();
  const storage = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
    key: (at: number) => [...entries.keys()][at] ?? null,
    get length() {
      return entries.size;
    },
  };
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
  return entries;
}
