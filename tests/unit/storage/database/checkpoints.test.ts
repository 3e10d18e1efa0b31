import { crc32 as zlibCrc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { IDBObjectStore } from 'fake-indexeddb';
import { crc32, textHash } from '@lib/storage/database/checksum';
import { openDatabase, type SiteDatabase } from '@lib/storage/database/database';
import { databaseVersion } from '@lib/storage/database/indexed-db';
import { stores } from '@lib/storage/database/records';
import { databaseName } from '@lib/storage/database/there';
import type { Slot } from '@lib/storage/database/checkpoints';
import type { Checkpoint } from '@lib/training/trainer';
import { allDatabases, databases, emptyIndexedDb } from '../../support/databases';

const about = {
  id: 'first',
  title: 'DCGAN',
  address: 'code/#dcgan-cell',
  begun: { seed: 2017 },
  backend: 'wasm',
  threads: 2,
};

function state(step: number): Checkpoint {
  return {
    step,
    optimizerSteps: { generator: step },
    settings: { rate: 0.1 },
    metrics: { step, loss: step === 0 ? NaN : 0.5 },
    arrays: {
      'generator/kernel': Float32Array.of(step, 2, 3),
      'generator/adam/kernel': new Float32Array(5).fill(step),
      'discriminator/kernel': Float32Array.of(-step),
    },
    randomStates: { noise: [1, 2, 3, step] },
  };
}

const run = (step: number) => ({ states: [state(step), state(step)], shown: { curve: [step] } });

afterEach(() => {
  vi.restoreAllMocks();
});

let database: SiteDatabase;

const change = (store: 'arrays' | 'checkpoints' | 'runs', key: unknown[], record: unknown) =>
  database.records.transact({ stores: [store], mode: 'readwrite' }, (access) =>
    access.put(store, key as string[], record),
  );
const step = async (slot: Slot, name = 'run') =>
  (await database.checkpoints.read(name, slot)).value?.step ?? null;

describe.each(allDatabases)('checkpoints in %s', (_, open) => {
  beforeEach(async () => {
    database = await open();
  });

  test('a run comes back bit by bit, with what was told of it', async () => {
    await database.checkpoints.write('dcgan-cell', about, run(120));
    const { value } = await database.checkpoints.read('dcgan-cell');
    expect(value?.states).toEqual([state(120), state(120)]);
    expect(value).toMatchObject({ ...about, step: 120, bytes: 72, shown: { curve: [120] } });
    expect((await database.checkpoints.about('dcgan-cell')).value).not.toHaveProperty('states');
  });

  test('the newer takes the place of the older, which is kept if it was healthy', async () => {
    const { checkpoints } = database;
    await checkpoints.write('run', about, run(100));
    expect([await step('last'), await step('healthy')]).toEqual([100, null]);
    await checkpoints.write('run', about, run(120), { wasHealthy: true, isStrict: true });
    await checkpoints.write('run', about, run(240), { trouble: 'collapsed' });
    expect([await step('last'), await step('healthy')]).toEqual([240, 100]);
    expect((await checkpoints.read('run', 'healthy')).value?.states).toEqual(run(100).states);
    expect((await checkpoints.about('run')).value?.trouble).toBe('collapsed');
    expect((await checkpoints.about('run', 'healthy')).value?.trouble).toBeNull();
    expect((await checkpoints.list()).map((one) => [one.step, one.bytes])).toEqual([[240, 144]]);
    await checkpoints.write('run', { ...about, id: 'b' }, run(1), { isAnother: true });
    expect([await step('last'), await step('healthy')]).toEqual([1, null]);
    await checkpoints.write('run', about, run(2), { wasHealthy: true });
    await checkpoints.delete('run');
    expect(await checkpoints.list()).toEqual([]);
    expect(await step('healthy')).toBeNull();
  });

  test('a run that has gone wrong since is marked; one that is not there is not', async () => {
    await database.checkpoints.write('run', about, run(120));
    await database.checkpoints.mark('run', 'diverged');
    await database.checkpoints.mark('other', 'diverged');
    expect((await database.checkpoints.read('run')).value).toMatchObject({
      ...{ trouble: 'diverged', states: run(120).states },
    });
    expect((await database.checkpoints.list()).map((one) => one.run)).toEqual(['run']);
  });

  test('of a run whose newest state is broken the healthy one can be read', async () => {
    await database.checkpoints.write('run', about, run(100));
    await database.checkpoints.write('run', about, run(120), { wasHealthy: true });
    await change('checkpoints', ['run', 'last'], { schema: 1, step: -1 });
    expect((await database.checkpoints.read('run')).problem).toContain('別にしてあります');
    expect(await step('healthy')).toBe(100);
    expect((await database.checkpoints.list())[0]?.step).toBe(100);
  });

  test('to make room the healthy states of all runs go', async () => {
    for (const name of ['a', 'b']) {
      await database.checkpoints.write(name, about, run(1));
      await database.checkpoints.write(name, about, run(2), { wasHealthy: true });
    }
    expect(await database.checkpoints.dropHealthy()).toBe(true);
    expect(await database.checkpoints.dropHealthy()).toBe(false);
    expect([await step('last', 'a'), await step('healthy', 'a')]).toEqual([2, null]);
    expect([await step('last', 'b'), await step('healthy', 'b')]).toEqual([2, null]);
  });

  test('numbers before the first round may be NaN, weights may not', async () => {
    await database.checkpoints.write('run', about, run(0));
    expect((await database.checkpoints.read('run')).value?.states[0]?.metrics['loss']).toBeNaN();
    const bad = { ...state(1), arrays: { kernel: Float32Array.of(NaN) } };
    const writing = database.checkpoints.write('run', about, { states: [bad], shown: null });
    await expect(writing).rejects.toThrow('有限でない値');
    expect((await database.checkpoints.read('run')).value?.step).toBe(0);
  });

  test('a record of a newer site is left as it is', async () => {
    await database.checkpoints.write('run', about, run(120));
    await change('checkpoints', ['run', 'last'], { schema: 3 });
    await expect(database.checkpoints.read('run')).rejects.toThrow('新しい版のサイト');
  });

  test('what is too large is refused before anything is written', async () => {
    await database.checkpoints.write('run', about, run(120));
    const huge = { byteLength: 600 * 2 ** 20, length: 1 } as unknown as Float32Array;
    const states = [{ ...state(240), arrays: { huge } }];
    await expect(database.checkpoints.write('run', about, { states, shown: null })).rejects.toThrow(
      '大きすぎて',
    );
    expect(await step('last')).toBe(120);
  });
});

describe.each(databases)('records in %s', (_, open) => {
  beforeEach(async () => {
    database = await open();
  });

  test('whatever is broken is put aside, told of, and the rest stays', async () => {
    await database.checkpoints.write('other', about, run(1));
    const breaks: readonly (() => Promise<void>)[] = [
      () => change('arrays', ['run', 'last', 1, 'discriminator/kernel'], Float32Array.of(7).buffer),
      () => change('arrays', ['run', 'last', 1, 'discriminator/kernel'], new ArrayBuffer(8)),
      () => change('arrays', ['run', 'last', 0, 'generator/kernel'], 'a text'),
      () => change('checkpoints', ['run', 'last'], { schema: 1, step: -1 }),
      () => change('checkpoints', ['run', 'last'], null),
      () => change('runs', ['run'], { schema: 1 }),
    ];
    for (const damage of breaks) {
      await database.checkpoints.write('run', about, run(120));
      await damage();
      const { value, problem } = await database.checkpoints.read('run');
      expect(value).toBeNull();
      expect(problem).toContain('別にしてあります');
      expect(await database.checkpoints.read('run')).toEqual({ value: null, problem: null });
    }
    expect((await database.checkpoints.read('other')).value?.step).toBe(1);
    const aside = await database.records.transact(
      { stores: ['aside'], mode: 'readonly' },
      (access) => access.keys('aside', []),
    );
    // Six arrays, checkpoint and run of each.
    expect(aside).toHaveLength(breaks.length * 8);
  });

  test('a run of the first version of the site goes on', async () => {
    // As it was written then.
    const lane = { step: 7, optimizerSteps: { g: 7 }, settings: {}, metrics: { step: 7 }, randomStates: {} }; // prettier-ignore
    const values = Float32Array.of(1, 2);
    const array = { lane: 0, name: 'kernel', length: 2, crc: crc32(new Uint8Array(values.buffer)) };
    await change('runs', ['run'], { schema: 1, ...about });
    await change('checkpoints', ['run', 'last'], { schema: 1, step: 7, savedAt: 5, lanes: [lane], arrays: [array], bytes: 8, shown: null }); // prettier-ignore
    await change('arrays', ['run', 'last', 0, 'kernel'], values.buffer);
    const { value } = await database.checkpoints.read('run');
    expect(value?.states).toEqual([{ ...lane, arrays: { kernel: values } }]);
    expect(value).toMatchObject({ trouble: null, savedAt: 5 });
  });
});

describe('IndexedDB', () => {
  beforeEach(emptyIndexedDb);

  test('when the room ends in the third array the older checkpoint is there as a whole', async () => {
    const database = await openDatabase();
    await database.checkpoints.write('run', about, run(120));
    const put = IDBObjectStore.prototype.put;
    let arrays = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...record: Parameters<typeof put>
    ) {
      if (this.name === 'arrays' && ++arrays === 3) {
        throw new DOMException('full', 'QuotaExceededError');
      }
      return put.apply(this, record);
    });
    const writing = database.checkpoints.write('run', about, run(240));
    await expect(writing).rejects.toMatchObject({ name: 'StorageRefused', isFull: true });
    vi.restoreAllMocks();
    const { value } = await database.checkpoints.read('run');
    expect(value?.states).toEqual([state(120), state(120)]);
  });

  test('a browser that refuses is told of in words', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    await expect(openDatabase()).rejects.toThrow('プライベートウィンドウ');
  });

  test('a database of a newer site is read and not changed', async () => {
    const older = await openDatabase();
    await older.checkpoints.write('run', about, run(120));
    older.records.close();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(databaseName, databaseVersion + 1);
      request.onupgradeneeded = () => request.result.createObjectStore('of later');
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    const database = await openDatabase();
    expect(database.records.isReadOnly).toBe(true);
    expect((await database.checkpoints.read('run')).value?.step).toBe(120);
    await expect(database.checkpoints.write('run', about, run(240))).rejects.toThrow(
      '新しい版のサイト',
    );
    expect((await database.checkpoints.read('run')).value?.step).toBe(120);
  });

  test('a page makes way for a newer site, and says so when it writes', async () => {
    const database = await openDatabase();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(databaseName, databaseVersion + 1);
      request.onsuccess = () => {
        resolve();
      };
    });
    await expect(database.checkpoints.write('run', about, run(1))).rejects.toThrow('新しい版');
  });

  test('all stores are there', async () => {
    const database = await openDatabase();
    for (const store of stores) {
      const keys = await database.records.transact(
        { stores: [store], mode: 'readonly' },
        (access) => access.keys(store, []),
      );
      expect(keys).toEqual([]);
    }
  });
});

test('the checksum is that of zip files', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(7), (bytes, skipped) => {
      const part = bytes.subarray(Math.min(skipped, bytes.length));
      expect(crc32(part)).toBe(zlibCrc32(part));
    }),
  );
});

test('texts are told apart by their hashes', () => {
  expect(textHash('const a = 1;')).not.toBe(textHash('const a = 2;'));
  expect(textHash('数字')).toMatch(/^[0-9a-f]{8}-6$/);
});
