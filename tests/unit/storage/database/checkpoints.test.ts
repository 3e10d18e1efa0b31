import { crc32 as zlibCrc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { IDBObjectStore } from 'fake-indexeddb';
import { crc32, textHash } from '@lib/storage/database/checksum';
import { openDatabase, type SiteDatabase } from '@lib/storage/database/database';
import { databaseVersion } from '@lib/storage/database/indexed-db';
import { stores } from '@lib/storage/database/records';
import { databaseName } from '@lib/storage/database/there';
import type { Checkpoint } from '@lib/training/trainer';
import { databases, emptyIndexedDb } from '../../support/databases';

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

describe.each(databases)('checkpoints in %s', (_, open) => {
  let database: SiteDatabase;

  beforeEach(async () => {
    database = await open();
  });

  const change = (store: 'arrays' | 'checkpoints' | 'runs', key: unknown[], record: unknown) =>
    database.records.transact({ stores: [store], mode: 'readwrite' }, (access) =>
      access.put(store, key as string[], record),
    );

  test('a run comes back bit by bit, with what was told of it', async () => {
    await database.checkpoints.write('dcgan-cell', about, run(120));
    const { value } = await database.checkpoints.read('dcgan-cell');
    expect(value?.states).toEqual([state(120), state(120)]);
    expect(value).toMatchObject({ ...about, step: 120, bytes: 72, shown: { curve: [120] } });
    expect((await database.checkpoints.about('dcgan-cell')).value).not.toHaveProperty('states');
  });

  test('the newer takes the place of the older of its slot, and of no other', async () => {
    await database.checkpoints.write('dcgan-cell', about, run(120));
    await database.checkpoints.write('dcgan-cell', about, run(100), { slot: 'healthy' });
    await database.checkpoints.write('dcgan-cell', about, run(240), { isStrict: true });
    const steps = await Promise.all(
      (['last', 'healthy'] as const).map(
        async (slot) => (await database.checkpoints.read('dcgan-cell', slot)).value?.step,
      ),
    );
    expect(steps).toEqual([240, 100]);
    expect((await database.checkpoints.list()).map(({ step }) => step)).toEqual([240]);
    await database.checkpoints.delete('dcgan-cell');
    expect(await database.checkpoints.list()).toEqual([]);
    expect((await database.checkpoints.read('dcgan-cell', 'healthy')).value).toBeNull();
  });

  test('numbers before the first round may be NaN, weights may not', async () => {
    await database.checkpoints.write('run', about, run(0));
    expect((await database.checkpoints.read('run')).value?.states[0]?.metrics['loss']).toBeNaN();
    const bad = { ...state(1), arrays: { kernel: Float32Array.of(NaN) } };
    const writing = database.checkpoints.write('run', about, { states: [bad], shown: null });
    await expect(writing).rejects.toThrow('有限でない値');
    expect((await database.checkpoints.read('run')).value?.step).toBe(0);
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

  test('a record of a newer site is left as it is', async () => {
    await database.checkpoints.write('run', about, run(120));
    await change('checkpoints', ['run', 'last'], { schema: 2 });
    await expect(database.checkpoints.read('run')).rejects.toThrow('新しい版のサイト');
  });

  test('what is too large is refused before anything is written', async () => {
    await database.checkpoints.write('run', about, run(120));
    const huge = { byteLength: 600 * 2 ** 20, length: 1 } as unknown as Float32Array;
    const states = [{ ...state(240), arrays: { huge } }];
    await expect(database.checkpoints.write('run', about, { states, shown: null })).rejects.toThrow(
      '大きすぎて',
    );
    expect((await database.checkpoints.read('run')).value?.step).toBe(120);
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
