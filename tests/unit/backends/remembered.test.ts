import { beforeEach, expect, test } from 'vitest';
import { RememberedMeasurements } from '@lib/backends/remembered';

const day = 24 * 3_600_000;
const measured = [
  ['webgpu', { milliseconds: null, note: 'ありません' }],
  ['wasm', { milliseconds: 12, note: '2スレッド' }],
] as const;

let entries: Map<string, unknown>;
let now: number;
let memory: RememberedMeasurements;

beforeEach(() => {
  entries = new Map();
  now = 1_700_000_000_000;
  memory = new RememberedMeasurements(
    () =>
      Promise.resolve({
        get: (key) => Promise.resolve(entries.get(key)),
        set: (key, value) => {
          entries.set(key, structuredClone(value));
          return Promise.resolve();
        },
        del: (key) => {
          entries.delete(key);
          return Promise.resolve();
        },
      }),
    () => now,
  );
});

test('what was measured is there on the next visit, for a week', async () => {
  expect(await memory.recall()).toBeNull();
  await memory.keep(measured);
  expect(await memory.recall()).toEqual({ at: now, measured });
  now += 6 * day;
  expect(await memory.recall()).toEqual({ at: now - 6 * day, measured });
  now += day;
  expect(await memory.recall()).toBeNull();
});

test('it is forgotten on request, and not believed of another machine, version or time', async () => {
  await memory.keep(measured);
  const [key, entry] = [...entries][0] ?? [];
  for (const change of [{ machine: 'another' }, { version: 0 }, { at: now + 1 }]) {
    entries.set(key ?? '', { ...(entry as object), ...change });
    expect(await memory.recall()).toBeNull();
  }
  entries.set(key ?? '', 'rubbish');
  expect(await memory.recall()).toBeNull();
  await memory.forget();
  expect(entries.size).toBe(0);
});

test('a browser without storage remembers nothing, and says nothing', async () => {
  const without = new RememberedMeasurements(() => Promise.reject(new Error('no storage')));
  await without.keep(measured);
  await without.forget();
  expect(await without.recall()).toBeNull();
});
