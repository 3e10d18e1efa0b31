import { describe, expect, it } from 'vitest';
import { LastGoodState } from '@lib/runtime/last-good-state';
import type { DcganCheckpoint } from '@lib/runtime/protocol';
import { checkpointOf, Clock } from '../support/fake-trainer';

const stateOf = (step: number, ...weights: number[]) =>
  checkpointOf({
    step,
    arrays: { biases: new Float32Array(3), weights: Float32Array.from(weights) },
  });

function setUp() {
  const clock = new Clock();
  const lastGood = new LastGoodState(clock.now);
  const offer = (state: DcganCheckpoint, takes = 0) =>
    lastGood.offer(() => {
      clock.present += takes;
      return Promise.resolve(state);
    });
  return { clock, lastGood, offer };
}

describe('the last good state', () => {
  it('is none before one was offered', () => {
    expect(setUp().lastGood.state).toBeNull();
  });

  it('is the first offered, and a newer one only after ten seconds', async () => {
    const { clock, lastGood, offer } = setUp();
    await offer(stateOf(0, 1));
    clock.present = 9_999;
    await offer(stateOf(1, 2));
    expect(lastGood.state?.step).toBe(0);
    clock.present = 10_000;
    await offer(stateOf(2, 3));
    expect(lastGood.state?.step).toBe(2);
  });

  it('is not even copied before it is due', async () => {
    const { lastGood, offer } = setUp();
    await offer(stateOf(0, 1));
    await lastGood.offer(() => {
      throw new Error('copied too early');
    });
  });

  it('takes at most a fiftieth of the time, however long a copy takes', async () => {
    const { clock, lastGood, offer } = setUp();
    await offer(stateOf(0, 1), 1_000);
    clock.present = 1_000 + 49_999;
    await offer(stateOf(1, 1));
    expect(lastGood.state?.step).toBe(0);
    clock.present = 1_000 + 50_000;
    await offer(stateOf(2, 1));
    expect(lastGood.state?.step).toBe(2);
  });

  it.each([NaN, Infinity, -Infinity])('is never one that holds %d', async (broken) => {
    const { clock, lastGood, offer } = setUp();
    await offer(stateOf(0, 1));
    clock.present = 20_000;
    await offer(stateOf(1, 1, broken, 2));
    expect(lastGood.state?.step).toBe(0);
  });

  it('may hold weights whose sum no 32-bit float could', async () => {
    const { lastGood, offer } = setUp();
    await offer(stateOf(3, 3e38, 3e38));
    expect(lastGood.state?.step).toBe(3);
  });
});
