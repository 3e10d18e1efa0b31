/** The site's database in an IndexedDB of the test's own. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { type SiteDatabase, memoryDatabase, openDatabase } from '@lib/storage/database/database';

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

/** A `localStorage` of the test's own. */
export function fakeLocalStorage(): Map<string, string> {
  const entries = new Map<string, string>();
  const storage = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  };
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
  return entries;
}
