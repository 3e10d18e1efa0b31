/** The speeds that a run can be trained at, where nothing has to be waited for, and where it has. */
import { describe, expect, it } from 'vitest';
import { nextTask } from '@lib/scheduling';
import { deferred, type FakeSettings } from '../support/fake-trainer';
import { idle, setUpLoop, until } from '../support/run';

const pacing = {
  numbers: { interval: 1000 / 60, share: 0.25 },
  pictures: { interval: 1000 / 60, share: 0.25 },
};

/** A run as small GANs have it. */
function setUp(settings: FakeSettings = {}, isSynchronous = true, received?: () => Promise<void>) {
  return setUpLoop({
    lanes: [{ isSynchronous, settings }],
    hasRealClock: true,
    tellsEveryRound: false,
    keepsLastGood: false,
    pacing,
    ...(received ? { received } : {}),
  });
}

describe('full speed', () => {
  it('does many rounds in a task where nothing has to be waited for, and lets messages in between', async () => {
    const { loop, trainer } = setUp();
    await loop.start({ kind: 'full' });
    await nextTask();
    const { step } = trainer;
    expect(step).toBeGreaterThan(10);
    await nextTask();
    expect(trainer.step).toBeGreaterThan(step);
    await loop.pause();
  });

  it('does one round in a task where it has, so that commands come between', async () => {
    const { loop, trainer } = setUp({}, false);
    await loop.start({ kind: 'full' });
    const seen = await loop.between(() => trainer.step);
    await loop.pause();
    expect(seen).toBe(1);
  });

  it('sends a frame at most 60 times a second', async () => {
    const { loop, frames } = setUp();
    const began = performance.now();
    await loop.start({ kind: 'full' });
    await until(() => frames().length >= 8);
    // Of the first frame nobody waits.
    expect(performance.now() - began).toBeGreaterThan(7 * (1000 / 60) - 1);
    await loop.pause();
    expect(frames().at(-1)?.roundsPerSecond).toBeGreaterThan(10);
  });
});

describe('so many rounds from frame to frame', () => {
  it.each([true, false])('are done (synchronous: %s)', async (isSynchronous) => {
    const { loop, frames } = setUp({}, isSynchronous);
    await loop.begin();
    await loop.start({ kind: 'rounds-per-frame', rounds: 3 });
    await until(() => frames().length >= 5);
    await loop.pause();
    const steps = frames().map(({ step }) => step);
    expect(steps.slice(0, 5)).toEqual([0, 3, 6, 9, 12]);
  });

  it('wait for a page that is busy', async () => {
    const gate = deferred();
    const { loop, trainer, frames } = setUp({}, true, () => gate.promise);
    await loop.start({ kind: 'rounds-per-frame', rounds: 3 });
    await until(() => frames().length === 1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(trainer.step).toBe(3);
    gate.resolve();
    await until(() => trainer.step > 3);
    await loop.pause();
  });

  it('come to an end with the run', async () => {
    const { loop, trainer, statuses } = setUp({ total: 5 });
    await loop.start({ kind: 'rounds-per-frame', rounds: 3 });
    await until(() => statuses().includes('finished'));
    expect(trainer.step).toBe(5);
  });
});

describe('slow motion', () => {
  it('shows every update of its own, D’s before G’s', async () => {
    const { loop, frames } = setUp({ discriminatorSteps: 2 });
    await loop.start({ kind: 'slow-motion', seconds: 0.01 });
    await until(() => frames().length >= 6);
    await loop.pause();
    const turns = ['discriminator', 'discriminator', 'generator'];
    expect(
      frames()
        .slice(0, 6)
        .map(({ cause }) => cause),
    ).toEqual([...turns, ...turns]);
  });

  it('pauses at once in the middle of a wait, and changes its speed there', async () => {
    const { loop, trainer, frames } = setUp();
    await loop.start({ kind: 'slow-motion', seconds: 1000 });
    await until(() => frames().length === 1);
    await loop.start({ kind: 'full' });
    await until(() => trainer.step > 5);
    await loop.start({ kind: 'slow-motion', seconds: 1000 });
    await nextTask();
    await loop.pause();
  });
});

describe('round by round', () => {
  it('rests after each, until a pause or a start without rests', async () => {
    const { loop, trainer, statuses } = setUp({}, false);
    await loop.start({ kind: 'round-by-round', seconds: 3600 });
    await until(() => trainer.step === 1);
    await idle();
    expect(trainer.step).toBe(1);
    await loop.start({ kind: 'full' });
    await until(() => trainer.step > 5);
    await loop.start({ kind: 'round-by-round', seconds: 3600 });
    await loop.pause();
    expect(statuses()).toEqual(['running', 'paused']);
  });

  it('shows every round', async () => {
    const { loop, frames } = setUp({}, false);
    await loop.start({ kind: 'round-by-round', seconds: 0.001 });
    await until(() => frames().length >= 4);
    await loop.pause();
    expect(
      frames()
        .slice(0, 4)
        .map(({ step }) => step),
    ).toEqual([1, 2, 3, 4]);
  });
});
