import { expect, it } from 'vitest';
import { setUpLoop, until } from '../support/run';

const full = { kind: 'full' } as const;

/** Rounds of a run to its end, with what is done to its clock before some of them. */
async function run(jumps: Readonly<Record<number, number>> = {}) {
  const { clock, loop, rounds, shown, frames, trainer, statuses } = setUpLoop({
    lanes: [{ roundTakes: 50 }],
    total: 30,
  });
  const { train } = trainer;
  trainer.train = () => {
    clock.present += jumps[trainer.step] ?? 0;
    return train.call(trainer);
  };
  await loop.begin();
  await loop.start(full);
  await until(() => statuses().includes('finished'));
  return { rounds: rounds(), shown: shown(), last: frames().at(-1), log: trainer.log };
}

it('a run that is frozen for ten minutes goes on, every step once and with the same numbers', async () => {
  const undisturbed = await run();
  const frozen = await run({ 7: 600_000, 20: 600_000 });
  const steps = frozen.rounds.map(({ step }) => step);
  expect(steps).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  expect(frozen.rounds).toEqual(undisturbed.rounds);
  expect(frozen.last?.remainingMs).toBe(0);
});

it('a clock that jumps back by a day neither stops a run nor loses a round of it', async () => {
  const { rounds, shown } = await run({ 7: -86_400_000 });
  expect(rounds.map(({ step }) => step)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  expect(shown.at(-1)?.step).toBe(30);
});
