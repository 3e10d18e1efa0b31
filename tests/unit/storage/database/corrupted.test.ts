import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryDatabase, type SiteDatabase } from '@lib/storage/database/database';
import type { Key, StoreName } from '@lib/storage/database/records';

const about = { id: 'a', title: 'DCGAN', address: '/', begun: {}, backend: 'wasm', threads: 1 };
const states = [
  {
    step: 3,
    optimizerSteps: { generator: 3 },
    settings: { rate: 1 },
    metrics: { step: 3, loss: 0.5 },
    arrays: { kernel: Float32Array.of(1, 2), bias: Float32Array.of(3) },
    randomStates: { noise: [1, 2, 3] },
  },
];

async function filled(): Promise<SiteDatabase> {
  const database = memoryDatabase();
  const cell = { id: 'data', source: 'mine', base: null, rev: 1, place: null };
  await database.documents.write('code', [cell], { rev: 0 });
  await database.history.add({ notebook: 'code', cell: 'data', source: 'a', reason: 'link' });
  await database.outputs.write('code', 'data', { textHash: 'a', inputsHash: 'b', blocks: ['x'] });
  await database.checkpoints.write('run', about, { states, shown: {} });
  await database.checkpoints.write('other', about, { states, shown: {} });
  return database;
}

const targets: readonly (readonly [StoreName, Key])[] = [
  ['documents', ['code']],
  ['history', ['code', 'data', 1]],
  ['outputs', ['code', 'data']],
  ['runs', ['run']],
  ['checkpoints', ['run', 'last']],
  ['arrays', ['run', 'last', 0, 'kernel']],
];

/** Another value in a random place; the record as a whole is a place, too. */
function broken(record: unknown, path: readonly number[], value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof record !== 'object' || record === null) return value;
  if (record instanceof ArrayBuffer) return value;
  const copy: Record<string, unknown> = { ...record };
  const names = Object.keys(copy);
  const name = names[first % names.length];
  if (name === undefined) return value;
  copy[name] = broken(copy[name], rest, value);
  return Array.isArray(record) ? Object.values(copy) : copy;
}

test('whatever is damaged is put aside or left out, with a message, and the rest loads', async () => {
  const values = fc.oneof(
    fc.constantFrom(undefined, null, NaN, -1, 1.5, 2 ** 60, '', 'x', [], {}, new ArrayBuffer(3)),
    fc.anything(),
  );
  const damage = fc.tuple(
    fc.constantFrom(...targets),
    fc.array(fc.nat(20), { maxLength: 4 }),
    values,
  );
  await fc.assert(
    fc.asyncProperty(damage, async ([[store, key], path, value]) => {
      const database = await filled();
      await database.records.transact({ stores: [store], mode: 'readwrite' }, async (access) => {
        const record = broken(await access.get(store, key), path, value);
        try {
          structuredClone(record);
        } catch {
          fc.pre(false);
        }
        await access.put(store, key, record);
      });
      const reading = await Promise.allSettled([
        database.documents.read('code'),
        database.history.list('code', 'data'),
        database.outputs.read('code', 'data', (block) => (block === 'x' ? block : null)),
        database.checkpoints.about('run'),
        database.checkpoints.read('run'),
      ]);
      for (const one of reading) {
        // Only a newer site's is left as it is.
        if (one.status === 'rejected') expect(one.reason).toMatchObject({ name: 'WrittenByNewer' });
      }
      expect((await database.checkpoints.read('other')).value?.states).toEqual(states);
    }),
    { numRuns: 200 },
  );
});
