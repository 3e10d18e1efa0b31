import { beforeAll, expect, test } from 'vitest';
import { Random } from '@lib/random';
import { openDatabase } from '@lib/storage/database/database';
import { activateWasm } from '../../backends/wasm/node-wasm';
import { emptyIndexedDb } from '../../support/databases';
import { createSmallDcgan, type SmallDcgan } from '../../support/small-dcgan';

const steps = 200;
const kills = 20;
const about = { id: 'a', title: 'DCGAN', address: '/', begun: null, backend: 'wasm', threads: 1 };

beforeAll(activateWasm);

async function train(trainer: SmallDcgan, until: number): Promise<void> {
  while (trainer.step < until) await trainer.train();
}

test('a run that was killed at twenty random steps ends as one that was not, bit by bit', async () => {
  emptyIndexedDb();
  const uninterrupted = createSmallDcgan();
  await train(uninterrupted, steps);
  const end = await uninterrupted.state();
  uninterrupted.dispose();

  const random = new Random(1);
  const at = Array.from({ length: kills }, () => 1 + random.integer(steps - 1));
  let trainer = createSmallDcgan();
  for (const step of [...new Set(at)].sort((a, b) => a - b)) {
    await train(trainer, step);
    const { checkpoints, records } = await openDatabase();
    await checkpoints.write('run', about, { states: [await trainer.state()], shown: null });
    records.close();
    trainer.dispose();
    // The next visit knows only what is in the database.
    const { checkpoints: kept } = await openDatabase();
    const [state] = (await kept.read('run')).value?.states ?? [];
    trainer = createSmallDcgan();
    if (state) trainer.restore(state as Awaited<ReturnType<SmallDcgan['state']>>);
    expect(trainer.step).toBe(step);
  }
  await train(trainer, steps);
  expect(await trainer.state()).toEqual(end);
  trainer.dispose();
});
