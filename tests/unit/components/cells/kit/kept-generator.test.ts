import { afterEach, expect, test, vi } from 'vitest';
import { describeKept, generatorStore, nothingKept } from '@components/cells/kit/kept-generator';
import { settings } from '../../../support/settings';

afterEach(() => {
  vi.unstubAllGlobals();
});

const stub = (indexedDB: Partial<IDBFactory>) => {
  vi.stubGlobal('indexedDB', indexedDB);
};

test('where nothing was ever kept, the database is not even opened', async () => {
  const open = vi.fn();
  stub({
    databases: () => Promise.resolve([{ name: 'of another site’s page', version: 1 }]),
    open,
  });
  expect(await generatorStore.look()).toEqual(nothingKept);
  expect(open).not.toHaveBeenCalled();
});

test('a browser without storage, or that refuses it, keeps nothing and says nothing', async () => {
  vi.stubGlobal('indexedDB', undefined);
  expect(await generatorStore.look()).toEqual(nothingKept);
  stub({ databases: () => Promise.reject(new DOMException('denied', 'SecurityError')) });
  expect(await generatorStore.look()).toEqual(nothingKept);
  stub({
    open: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  expect(await generatorStore.look()).toEqual(nothingKept);
});

test('but who wants to delete what is kept is told that it is refused', async () => {
  stub({
    open: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  await expect(generatorStore.forget()).rejects.toThrow('残せませんでした');
});

test('a generator is described by its step, its seed and when it was kept', () => {
  const savedAt = new Date(2026, 10, 25, 14, 30).getTime();
  const text = describeKept({ step: 1234, savedAt, settings: { ...settings, seed: 7 } });
  expect(text).toBe('ステップ1,234、シード7、11月25日 14:30');
});
