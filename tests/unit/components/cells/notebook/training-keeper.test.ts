import { beforeEach, expect, test } from 'vitest';
import { TrainingKeeper, type TrainingStore } from '@components/cells/notebook/training-keeper';
import type { Slot } from '@lib/storage/database/checkpoints';
import { memoryDatabase, type SiteDatabase } from '@lib/storage/database/database';
import { checkpointAt } from '../../../support/fake-session-client';

let { checkpoints }: SiteDatabase = memoryDatabase();
let now = 0;
let machine = { backend: 'wasm', threads: 2 };

beforeEach(() => {
  ({ checkpoints } = memoryDatabase());
  now = 0;
  machine = { backend: 'wasm', threads: 2 };
});

/** What a page keeps of its cell `loop`, and what it has told the reader. */
function visit(resumed: Slot | null = null) {
  const told: string[] = [];
  const store: TrainingStore = {
    writeRun: (...written) => checkpoints.write(...written),
    readRun: (run, slot) => checkpoints.read(run, slot),
    aboutRun: (run, slot) => checkpoints.about(run, slot),
    markRun: (run, trouble) => checkpoints.mark(run, trouble),
  };
  const keeper = new TrainingKeeper({
    notebook: 'code',
    openStore: () => Promise.resolve(store),
    titleOf: () => '学習ループ',
    textsOf: () => ({ loop: 'training(…)' }),
    resumedFrom: () => resumed,
    facts: () => machine,
    inform: (_, text) => told.push(text),
    now: () => now,
  });
  const keep = async (step: number, after: number) => {
    now += after;
    await keeper.keep('loop', 'dcgan', checkpointAt(step));
  };
  const goOn = async () => (await keeper.kept('loop', 'dcgan'))?.step ?? null;
  return { keeper, told, keep, goOn };
}

const kept = async () => {
  const slots = ['last', 'healthy'] as const;
  const found = await Promise.all(
    slots.map((slot) => checkpoints.about('notebook:code:loop:dcgan', slot)),
  );
  return found.map(({ value }) => value && [value.step, value.trouble]);
};

test('a cell that asks for the step that is kept goes on with the run it is in', async () => {
  const first = visit();
  expect(await first.keeper.keptStep('loop', 'dcgan')).toBeNull();
  expect(await first.goOn()).toBeNull();
  await first.keep(100, 0);
  expect(await first.keeper.keptStep('loop', 'dcgan')).toBe(100);
  await first.keep(200, 60_000);
  expect(await kept()).toEqual([
    [200, null],
    [100, null],
  ]);
});

test('of a training that becomes NaN the state before the newest is there to go back to', async () => {
  const first = visit();
  expect(await first.goOn()).toBeNull();
  await first.keep(100, 0);
  await first.keep(200, 60_000);
  // At a pause soon after.
  await first.keep(210, 500);
  expect(await kept()).toEqual([
    [210, null],
    [100, null],
  ]);
  expect(await first.keeper.diverged('loop')).toBe(100);
  expect(await kept()).toEqual([
    [210, 'diverged'],
    [100, null],
  ]);

  const back = visit('healthy');
  expect(await back.goOn()).toBe(100);
  await back.keep(150, 60_000);
  await back.keep(250, 60_000);
  // 210 went wrong; 150 has gone on well.
  expect(await kept()).toEqual([
    [250, null],
    [150, null],
  ]);
  expect(back.told).toEqual([]);
});

test('a training that goes on has the state that it began from behind it, one begun anew has none', async () => {
  const first = visit();
  await first.keep(100, 0);
  const second = visit('last');
  expect(await second.goOn()).toBe(100);
  await second.keep(200, 20_000);
  expect(await kept()).toEqual([
    [200, null],
    [100, null],
  ]);
  await second.keep(5, 20_000);
  expect(await kept()).toEqual([[5, null], null]);
  expect(await second.keeper.diverged('loop')).toBeNull();
  expect(await visit().keeper.diverged('loop')).toBeNull();
});

test('with another way of computing it goes on, and says what that means', async () => {
  await visit().keep(100, 0);
  machine = { backend: 'cpu', threads: 1 };
  const { goOn, told } = visit('last');
  expect(await goOn()).toBe(100);
  expect(told).toEqual([expect.stringContaining('少しずつ別の数値になります')]);
});
