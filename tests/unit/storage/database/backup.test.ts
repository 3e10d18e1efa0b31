import { beforeEach, expect, test } from 'vitest';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { exportAll, importAll } from '@lib/storage/database/backup';
import { deleteItem, everyRecord, listContents } from '@lib/storage/database/contents';
import { memoryDatabase, type SiteDatabase } from '@lib/storage/database/database';
import { stores } from '@lib/storage/database/records';

const about = { id: 'a', title: 'DCGAN', address: '/code/#dcgan-cell', begun: { source: { kind: 'shipped' } }, backend: 'wasm', threads: 2 }; // prettier-ignore

let database: SiteDatabase;

beforeEach(async () => {
  database = await filled();
});

async function filled(): Promise<SiteDatabase> {
  const made = memoryDatabase();
  const state = {
    step: 120,
    optimizerSteps: {},
    settings: {},
    metrics: { step: 120, loss: NaN },
    arrays: { kernel: Float32Array.of(1, 2, 3) },
    randomStates: { noise: [1] },
  };
  await made.checkpoints.write('dcgan-cell', about, { states: [state], shown: undefined });
  const cell = { id: 'data', source: 'mine', base: null, rev: 1, place: null };
  await made.documents.write('code', [cell], { rev: 0 });
  await made.history.add({ notebook: 'code', cell: 'data', source: 'older', reason: 'edit' });
  const curve = { kind: 'curve', x: Float64Array.of(1, 2) };
  await made.outputs.write('code', 'data', { textHash: 'a', inputsHash: 'b', blocks: [curve] });
  return made;
}

async function all({ records }: SiteDatabase) {
  const found = [];
  for await (const record of everyRecord(records, stores)) found.push(record);
  return found;
}

test('everything that is kept is listed with its size, and can be deleted one by one', async () => {
  const items = await listContents(database);
  expect(items.map(({ kind }) => kind)).toEqual(['run', 'code', 'outputs']);
  expect(items[0]).toMatchObject({ title: 'DCGAN', step: 120, bytes: 12 });
  expect(items.every(({ bytes, savedAt }) => bytes > 0 && savedAt !== null)).toBe(true);
  for (const item of items) await deleteItem(database, item);
  expect(await listContents(database)).toEqual([]);
});

test('all of it goes into a zip and comes back bit by bit', async () => {
  const zip = await exportAll(database);
  const other = memoryDatabase();
  expect(await importAll(other, zip)).toBeGreaterThan(5);
  const isKept = ([store]: readonly [string, ...unknown[]]) => store !== 'meta';
  expect((await all(other)).filter(isKept)).toEqual((await all(database)).filter(isKept));
});

test('a text that gives way to an imported one is in the history', async () => {
  const zip = await exportAll(database);
  const cell = { id: 'data', source: 'newer', base: null, rev: 2, place: null };
  await database.documents.write('code', [cell], { rev: 1 });
  await importAll(database, zip);
  expect((await database.documents.read('code')).value.cells[0]?.source).toBe('mine');
  const sources = (await database.history.list('code', 'data')).map(({ source }) => source);
  expect(sources).toContain('newer');
});

test('of a file that is broken in any place nothing is taken', async () => {
  const zip = await exportAll(database);
  const files = unzipSync(zip);
  const broken: [string, Uint8Array][] = [
    ['no zip', strToU8('PK no')],
    ['cut off', zip.slice(0, zip.length / 2)],
    ['another zip', zipSync({ 'model.json': strToU8('{}') })],
    ['no JSON', zipSync({ ...files, 'hajimete-no-gan.json': strToU8('{') })],
  ];
  const text = new TextDecoder().decode(files['hajimete-no-gan.json']);
  for (const [from, to] of [
    ['"version":1', '"version":2'],
    ['"length":3', '"length":4'],
    ['"crc":', '"crc":1'],
    ['"step":120', '"step":-1'],
    ['"schema":1', '"schema":9'],
    ['"store":"runs"', '"store":"elsewhere"'],
    ['"source":"mine"', '"source":3'],
    ['"$bytes":"', '"$bytes":"../'],
    ['"ArrayBuffer"', '"Function"'],
  ] as const) {
    expect(text).toContain(from);
    const damaged = { ...files, 'hajimete-no-gan.json': strToU8(text.replace(from, to)) };
    broken.push([to, zipSync(damaged)]);
  }
  const [, bytes] = Object.entries(files).find(([name]) => name.startsWith('arrays/')) ?? [];
  const [name] = Object.keys(files).filter((file) => file.startsWith('arrays/'));
  const flipped = Uint8Array.from(bytes ?? [], (byte, i) => (i === 2 ? byte ^ 1 : byte));
  broken.push(['a flipped bit', zipSync({ ...files, [name ?? '']: flipped })]);

  const other = await filled();
  const before = await all(other);
  for (const [what, file] of broken) {
    await expect(importAll(other, file), what).rejects.toThrow('読み込めません');
  }
  expect(await all(other)).toEqual(before);
});
