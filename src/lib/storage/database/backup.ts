/** Everything that is kept as one zip, and back. */
import { unzipSync, zipSync } from 'fflate';
import * as v from 'valibot';
import { type AboutGenerator, GeneratorKeep } from '../kept-generator';
import type { ArrayFiles } from './array-files';
import { fileOf } from './checkpoints';
import { everyRecord } from './contents';
import { databaseOf, type SiteDatabase } from './database';
import { documentKind } from './documents';
import { addVersion, historyKind } from './history';
import { MemoryRecords } from './memory';
import { fromPlain, type Parts, toPlain } from './plain';
import { type Access, type Key, nextNumber, type Records, type StoreName, stores } from './records';
import { arraysIn, checkpointKind } from './run-records';
import { stamped, upToDate } from './versions';

/** What is written out; all but `aside` is read in again. */
const writable = stores.filter((store) => store !== 'meta');
const readable = writable.filter((store) => store !== 'aside');
const mostBytes = 2 ** 30;
const manifestName = 'hajimete-no-gan.json';

const manifest = v.object({
  format: v.literal('hajimete-no-gan'),
  version: v.literal(1),
  records: v.array(
    v.object({
      store: v.picklist(writable),
      key: v.pipe(v.array(v.union([v.string(), v.number()])), v.minLength(1), v.maxLength(4)),
      record: v.unknown(),
    }),
  ),
});

/** @returns the bytes of a zip, not compressed: weights hardly get smaller */
export async function exportAll({ records, files }: Kept): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Parts = {};
  const found: unknown[] = [];
  for await (const entry of everyRecord(records, writable)) {
    for (const [store, key, record] of await withoutFile(files, entry)) {
      const path = `${store}/${found.length}`;
      found.push({ store, key, record: await toPlain(record, parts, path) });
    }
  }
  const text = JSON.stringify({ format: 'hajimete-no-gan', version: 1, records: found });
  const zipped = { [manifestName]: new TextEncoder().encode(text), ...parts };
  return zipSync(zipped, { level: 0 }) as Uint8Array<ArrayBuffer>;
}

type Kept = Pick<SiteDatabase, 'records' | 'files'>;

/** Records that need no file: its arrays are records, too. */
async function withoutFile(files: ArrayFiles, entry: Entry): Promise<readonly Entry[]> {
  const [store, key, record] = entry;
  const aside = store === 'aside' ? (record as { record?: unknown } | null)?.record : null;
  const name = fileOf(store === 'checkpoints' ? record : aside);
  const file = name === null ? null : await files.read(name);
  if (!file) return [entry];
  if (store === 'aside') return [[store, key, { ...(record as object), file }]];
  const kept = upToDate(checkpointKind, record);
  const arrays = arraysIn(kept, file);
  return [
    [store, key, stamped(checkpointKind, { ...kept, file: null })],
    ...kept.arrays.map(({ lane, name: array }, i): Entry => [
      'arrays',
      [...key, lane, array],
      // A view of the file would be kept with all of it.
      arrays[i]?.slice().buffer,
    ]),
  ];
}

/**
 * Take what a zip holds in the place of what is kept under the same names; texts that give way go into
 * the history. Everything is checked first, as it is when it is read.
 *
 * @returns how many records were taken
 * @throws in Japanese if the file cannot be used; then nothing has changed
 */
export async function importAll(
  { records, checkpoints }: Pick<SiteDatabase, 'records' | 'checkpoints'>,
  bytes: Uint8Array,
): Promise<number> {
  const read = await readZip(bytes);
  await check(read);
  const options = { stores: [...readable, 'meta'], mode: 'readwrite', isStrict: true } as const;
  await records.transact(options, async (access) => {
    for (const [store, key] of read) {
      if (store === 'documents') await keepTexts(access, String(key[0]));
      // A run's own arrays may be others.
      if (store === 'checkpoints') await access.delete('arrays', key);
    }
    for (const [store, key, record] of read) {
      await access.put(store, store === 'history' ? await behind(access, key) : key, record);
    }
  });
  await checkpoints.clearFiles();
  return read.length;
}

/** What is about to give way. */
async function keepTexts(access: Access, notebook: string): Promise<void> {
  const before = (await access.get('documents', [notebook])) as
    | { readonly cells?: readonly { readonly id: string; readonly source: string | null }[] }
    | undefined;
  for (const { id, source } of before?.cells ?? []) {
    if (source === null) continue;
    await addVersion(access, { notebook, cell: id, source, reason: 'import' });
  }
}

/** The history's own versions stay; those of the file come behind. */
async function behind(access: Access, [notebook = '', cell = '']: Key): Promise<Key> {
  return [notebook, cell, await nextNumber(access, 'history', [notebook, cell])];
}

type Entry = readonly [StoreName, Key, unknown];
type Read = readonly Entry[];

async function readZip(bytes: Uint8Array): Promise<Read> {
  try {
    let total = 0;
    const files = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (total > mostBytes) throw new Error('大きすぎます');
        return true;
      },
    }) as Parts;
    const text = new TextDecoder().decode(files[manifestName] ?? new Uint8Array());
    const { records } = v.parse(manifest, JSON.parse(text));
    return records
      .filter(({ store }) => store !== 'aside')
      .map(({ store, key, record }) => [store, key, fromPlain(record, files)] as const);
  } catch (error) {
    throw unusable((error as Error).message);
  }
}

/** Read everything once, from a database that nobody keeps. */
async function check(read: Read): Promise<void> {
  const records = new MemoryRecords();
  await records.transact({ stores: readable, mode: 'readwrite' }, async (access) => {
    for (const [store, key, record] of read) await access.put(store, key, record);
  });
  const { checkpoints } = databaseOf(records);
  try {
    for (const [store, key, record] of read) {
      if (store === 'documents') upToDate(documentKind, record);
      if (store === 'history') upToDate(historyKind, record);
      if (store === 'checkpoints') await wholeRun(String(key[0]), String(key[1]));
    }
    await generatorOf(records);
  } catch (error) {
    throw unusable((error as Error).message);
  }

  async function wholeRun(run: string, slot: string): Promise<void> {
    if (slot !== 'last' && slot !== 'healthy') throw new Error(`${slot}は読めません`);
    const { problem } = await checkpoints.read(run, slot);
    if (problem !== null) throw new Error(problem);
  }
}

async function generatorOf(records: Records): Promise<AboutGenerator | null> {
  const get = (name: string) =>
    records.transact({ stores: ['kept'], mode: 'readonly' }, (access) =>
      access.get('kept', [name]),
    );
  const refuse = () => Promise.reject(new Error('nothing is written here'));
  const keep = new GeneratorKeep({ get, setMany: refuse, delMany: refuse });
  const about = await keep.about();
  if (about) await keep.load();
  return about;
}

function unusable(reason: string): Error {
  return new Error(
    `このファイルは読み込めません。このページで書き出したzipを選んでください（${reason}）。ブラウザに残っているものは変わっていません。`,
  );
}
