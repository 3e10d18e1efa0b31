/** What earlier versions of the site kept in a database of its own: the generator trained last. */
import { deleteDB, openDB } from 'idb';
import type { Records } from './records';
import { mayBeThere, olderDatabaseName } from './there';

/** The two parts of a kept generator; `GeneratorKeep` checks them when they are used. */
const names = ['about', 'network'] as const;

/**
 * Move it into the site's database, once: the older one is deleted when the site's has it. Of both, the
 * one in the site's database is the newer.
 *
 * Never rejects; what cannot be moved now stays where it is.
 */
export async function moveOlder(records: Records): Promise<void> {
  if (records.isReadOnly || !(await mayBeThere(olderDatabaseName))) return;
  try {
    const found = await readOlder();
    const stores = ['kept'] as const;
    await records.transact({ stores, mode: 'readwrite', isStrict: true }, async (access) => {
      if ((await access.keys('kept', [])).length > 0) return;
      for (const [name, entry] of found) await access.put('kept', [name], entry);
    });
    await deleteDB(olderDatabaseName);
  } catch {
    // Another tab may be moving it, or there is no room for both.
  }
}

async function readOlder(): Promise<readonly (readonly [string, unknown])[]> {
  const older = await openDB(olderDatabaseName);
  try {
    if (!older.objectStoreNames.contains('kept')) return [];
    const entries = await Promise.all(
      names.map(async (name) => [name, (await older.get('kept', name)) as unknown] as const),
    );
    return entries.filter(([, entry]) => entry !== undefined);
  } finally {
    older.close();
  }
}
