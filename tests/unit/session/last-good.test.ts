import { describe, expect, it } from 'vitest';
import { LastGood } from '@lib/session/last-good';
import { Clock, FakeTrainer } from '../support/fake-trainer';

/** A trainer at so many rounds, with this weight. */
function trainerAt(step: number, weight: number, options: { clock: Clock; stateTakes?: number }) {
  const trainer = new FakeTrainer(options);
  trainer.step = step;
  trainer.weight = weight;
  return trainer;
}

function setUp() {
  const clock = new Clock();
  const lastGood = new LastGood(clock.now);
  const offer = (step: number, weight: number, stateTakes = 0) =>
    lastGood.offer([trainerAt(step, weight, { clock, stateTakes })]);
  const steps = () => lastGood.states?.map(({ step }) => step) ?? null;
  return { clock, lastGood, offer, steps };
}

describe('the last good state', () => {
  it('is none before one was offered', () => {
    expect(setUp().lastGood.states).toBeNull();
  });

  it('is the first offered, and a newer one only after ten seconds', async () => {
    const { clock, offer, steps } = setUp();
    await offer(0, 1);
    clock.present = 9_999;
    await offer(1, 2);
    expect(steps()).toEqual([0]);
    clock.present = 10_000;
    await offer(2, 3);
    expect(steps()).toEqual([2]);
  });

  it('is not even copied before it is due', async () => {
    const { clock, offer } = setUp();
    await offer(0, 1);
    await offer(1, 1, 5000);
    expect(clock.present).toBe(0);
  });

  it('takes at most a fiftieth of the time, however long a copy takes', async () => {
    const { clock, offer, steps } = setUp();
    await offer(0, 1, 1_000);
    clock.present = 49_999;
    await offer(1, 1);
    expect(steps()).toEqual([0]);
    clock.present = 50_000;
    await offer(2, 1);
    expect(steps()).toEqual([2]);
  });

  it.each([NaN, Infinity, -Infinity])('is never one that holds %d', async (broken) => {
    const { clock, offer, steps } = setUp();
    await offer(0, 1);
    clock.present = 20_000;
    await offer(1, broken);
    expect(steps()).toEqual([0]);
  });

  it('may hold weights as large as a 32-bit float can be', async () => {
    const { offer, steps } = setUp();
    await offer(3, 3e38);
    expect(steps()).toEqual([3]);
  });

  it('is that of every lane', async () => {
    const { clock, lastGood } = setUp();
    await lastGood.offer([trainerAt(1, 1, { clock }), trainerAt(1, 2, { clock })]);
    expect(lastGood.states?.map(({ arrays }) => arrays['weight']?.[0])).toEqual([1, 2]);
  });
});
