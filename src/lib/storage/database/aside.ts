/** What could not be read is put aside as it was, and never deleted but by the reader. */
import type * as v from 'valibot';
import { type Access, type Key, nextNumber, type StoreName } from './records';
import { type RecordKind, Unreadable, upToDate } from './versions';

export interface Found<Value> {
  readonly value: Value;
  /** What has been put aside instead of being read, for the reader; `null` for nothing. */
  readonly problem: string | null;
}

interface Wanted<Schema extends v.GenericSchema> {
  readonly store: StoreName;
  readonly key: Key;
  readonly kind: RecordKind<Schema>;
  /** For the reader: 「書きかえたコード」. */
  readonly what: string;
}

/**
 * A record, checked; in a transaction that may write to its store and to `aside`.
 *
 * @returns `null` if there is none, or none that can be read
 * @throws {WrittenByNewer} which leaves it as it is
 */
export async function readOrSetAside<Schema extends v.GenericSchema>(
  access: Access,
  { store, key, kind, what }: Wanted<Schema>,
): Promise<Found<v.InferOutput<Schema> | null>> {
  const record = await access.get(store, key);
  if (record === undefined) return { value: null, problem: null };
  try {
    return { value: upToDate(kind, record), problem: null };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    await setAside(access, { store, key, reason: error.message });
    return { value: null, problem: problemOf(what, error.message) };
  }
}

/** Move every record whose key begins so into `aside`. */
export async function setAside(
  access: Access,
  { store, key, reason }: { store: StoreName; key: Key; reason: string },
): Promise<void> {
  for (const found of await access.keys(store, key)) {
    const record = await access.get(store, found);
    const number = await nextNumber(access, 'aside', []);
    await access.put('aside', [number], { store, key: found, reason, at: Date.now(), record });
  }
  await access.delete(store, key);
}

/** For the reader. */
export function problemOf(what: string, reason: string): string {
  return `残してあった${what}を読めませんでした（${reason}）。消さずに別にしてあります。「残したデータ」のページから取り出せます。`;
}
