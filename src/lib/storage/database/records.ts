/**
 * The database as everything above it sees it: records in stores, read and written in transactions.
 * Two things offer it: the browser's IndexedDB, and the page's memory where that is refused.
 */

/** Stores, and what their records are kept under. */
export const stores = [
  /** [notebook] */
  'documents',
  /** [notebook, cell, number] */
  'history',
  /** [notebook, cell] */
  'outputs',
  /** [run] */
  'runs',
  /** [run, slot] */
  'checkpoints',
  /** [run, slot, name of the array] */
  'arrays',
  /** [name]: the generator trained last, for other pages */
  'kept',
  /** [number] */
  'aside',
  /** [name] */
  'meta',
] as const;
export type StoreName = (typeof stores)[number];

export type Key = readonly (string | number)[];

/** What a job may do within its transaction. It must wait for nothing else. */
export interface Access {
  /** `undefined` for nothing. */
  get(store: StoreName, key: Key): Promise<unknown>;
  put(store: StoreName, key: Key, record: unknown): Promise<void>;
  /** Delete every record whose key begins so. */
  delete(store: StoreName, beginning: Key): Promise<void>;
  /** The keys that begin so, in order; a shorter beginning takes in more. */
  keys(store: StoreName, beginning: Key): Promise<readonly Key[]>;
}

export interface TransactionOptions {
  readonly stores: readonly StoreName[];
  readonly mode: 'readonly' | 'readwrite';
  /** Whether it is settled only once it is on the disk; the browser's own pace if left out. */
  readonly isStrict?: boolean;
}

export interface Records {
  /** Whether a newer version of the site has the database: then nothing is changed. */
  readonly isReadOnly: boolean;
  /**
   * Carry out a job whole or not at all: if it throws, nothing has changed.
   *
   * @throws what the job throws, or in Japanese if the browser refuses
   */
  transact<Result>(
    options: TransactionOptions,
    job: (access: Access) => Promise<Result>,
  ): Promise<Result>;
  close(): void;
}

/** The number after the last of those that a beginning has; 1 for the first. */
export async function nextNumber(
  access: Access,
  store: StoreName,
  beginning: Key,
): Promise<number> {
  const last = (await access.keys(store, beginning)).at(-1)?.[beginning.length];
  return (typeof last === 'number' ? last : 0) + 1;
}
