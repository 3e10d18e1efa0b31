/**
 * Whether it is worth asking the database, which most readers' browsers can tell without a program.
 *
 * @param names of databases that may hold what is looked for
 */
export async function mayBeThere(...names: readonly string[]): Promise<boolean> {
  // A frame without an origin stores nothing; Chromium throws more there than can be caught.
  if (globalThis.origin === 'null') return false;
  try {
    // Older Firefox lacks it.
    const list = indexedDB.databases as IDBFactory['databases'] | undefined;
    if (!list) return true;
    const databases = await list.call(indexedDB);
    return databases.some(({ name }) => name !== undefined && names.includes(name));
  } catch {
    return false;
  }
}

/** The site's database. Its name never changes: what earlier versions have kept must be found. */
export const databaseName = 'hajimete-no-gan';
/** What earlier versions kept a generator in. */
export const olderDatabaseName = 'hajimete-no-gan-generator';
