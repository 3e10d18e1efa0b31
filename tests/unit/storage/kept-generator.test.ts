import { beforeEach, expect, test } from 'vitest';
import type { SavedNetwork } from '@lib/nn/network';
import { StorageRefused } from '@lib/storage/database/refusal';
import { GeneratorKeep, openGeneratorKeep } from '@lib/storage/kept-generator';
import { emptyIndexedDb } from '../support/databases';
import { settings } from '../support/settings';

const network: SavedNetwork = {
  modelTopology: { class_name: 'Sequential' },
  weightSpecs: [{ name: 'kernel', shape: [2], dtype: 'float32' }],
  weightData: Float32Array.of(1, 2).buffer,
};
const about = { step: 120, savedAt: 1_700_000_000_000, settings };

let entries: Map<string, unknown>;
let keep: GeneratorKeep;

beforeEach(() => {
  entries = new Map();
  keep = new GeneratorKeep({
    get: (key) => Promise.resolve(entries.get(key)),
    setMany: (added) => {
      for (const [key, value] of added) entries.set(key, structuredClone(value));
      return Promise.resolve();
    },
    delMany: (keys) => {
      for (const key of keys) entries.delete(key);
      return Promise.resolve();
    },
  });
});

test('nothing is kept at first, and asking for it says so', async () => {
  expect(await keep.about()).toBeNull();
  await expect(keep.load()).rejects.toThrow('残っていません');
});

test('a generator comes back as it was kept, with what is known of it', async () => {
  await keep.keep(network, about);
  expect(await keep.about()).toEqual(about);
  expect(await keep.load()).toEqual(network);
});

test('how large its networks are is known, of those too that were kept before there were others', async () => {
  const small = { ...about, settings: { ...settings, networkSize: 'small' as const } };
  await keep.keep(network, small);
  expect(await keep.about()).toEqual(small);
  await keep.keep(network, about);
  expect((await keep.about())?.settings.networkSize).toBeUndefined();
});

test('another takes its place, and both parts can be deleted', async () => {
  await keep.keep(network, about);
  await keep.keep(network, { ...about, step: 240, savedAt: about.savedAt + 1 });
  expect(await keep.about()).toMatchObject({ step: 240 });
  await keep.forget();
  expect(entries.size).toBe(0);
  expect(await keep.about()).toBeNull();
});

test('an entry of another version is told apart from a broken one', async () => {
  await keep.keep(network, about);
  entries.set('about', { version: 0, steps: 3 });
  await expect(keep.about()).rejects.toThrow('別の版');
  entries.set('about', { version: 1, step: -3 });
  await expect(keep.about()).rejects.toThrow('壊れていて');
  entries.set('about', 'rubbish');
  await expect(keep.about()).rejects.toThrow('壊れていて');
});

test('weights that are broken, or of another run than the record, are refused', async () => {
  await keep.keep(network, about);
  entries.set('network', { version: 1, savedAt: about.savedAt, network: { weightData: 3 } });
  await expect(keep.load()).rejects.toThrow('壊れていて');
  entries.set('network', { version: 1, savedAt: 1, network });
  await expect(keep.load()).rejects.toThrow('別のもの');
});

test('a browser that refuses its storage is reported in words, and why', async () => {
  const refuse = (error: Error) => {
    const ask = () => Promise.reject(error);
    return new GeneratorKeep({ get: ask, setMany: ask, delMany: ask });
  };
  const full = refuse(new DOMException('no room', 'QuotaExceededError'));
  await expect(full.keep(network, about)).rejects.toThrow('空き容量');
  const closed = refuse(new DOMException('denied', 'SecurityError'));
  await expect(closed.about()).rejects.toThrow(StorageRefused);
  await expect(closed.about()).rejects.toThrow('プライベートウィンドウ');
});

test('one that an earlier version of the site kept is moved, once', async () => {
  emptyIndexedDb();
  const { openDB } = await import('idb');
  const older = await openDB('hajimete-no-gan-generator', 1, {
    upgrade: (database) => void database.createObjectStore('kept'),
  });
  // As that version wrote them.
  const { savedAt } = about;
  await older.put('kept', { version: 1, ...about }, 'about');
  await older.put('kept', { version: 1, savedAt, network }, 'network');
  older.close();
  const moved = await openGeneratorKeep();
  expect(await moved.about()).toEqual(about);
  expect(await moved.load()).toEqual(network);
  const names = (await indexedDB.databases()).map(({ name }) => name);
  expect(names).toEqual(['hajimete-no-gan']);
});

test('the newer one stays where there are both, in any browser', async () => {
  emptyIndexedDb();
  const first = await openGeneratorKeep();
  await first.keep(network, { ...about, step: 500 });
  const { openDB } = await import('idb');
  const older = await openDB('hajimete-no-gan-generator', 1, {
    upgrade: (database) => void database.createObjectStore('kept'),
  });
  await older.put('kept', { version: 1, ...about }, 'about');
  older.close();
  expect(await (await openGeneratorKeep()).about()).toMatchObject({ step: 500 });
  await (await openGeneratorKeep()).forget();
  expect(await (await openGeneratorKeep()).about()).toBeNull();
});
