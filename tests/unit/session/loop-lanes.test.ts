/** Several lanes in one loop. */
import { describe, expect, it } from 'vitest';
import { FakeTrainer, type FakeTrainerOptions } from '../support/fake-trainer';
import { setUpLoop, until } from '../support/run';

const full = { kind: 'full' } as const;
const divergesAt = (bad: number): FakeTrainerOptions => ({
  metrics: (step) => ({ loss: step >= bad ? NaN : step }),
});

describe.each([true, false])('lanes (synchronous: %s)', (isSynchronous) => {
  const two = (first: FakeTrainerOptions = {}, second: FakeTrainerOptions = {}) => [
    { roundTakes: 4, isSynchronous, ...first },
    { roundTakes: 4, isSynchronous, ...second },
  ];

  it('train in lock-step, and all their numbers are told in order', async () => {
    const { loop, trainers, rounds } = setUpLoop({ lanes: two() });
    await loop.begin();
    await loop.start(full);
    await until(() => (trainers[1]?.step ?? 0) >= 8);
    await loop.pause();
    expect(trainers[0]?.step).toBe(trainers[1]?.step);
    expect(rounds().map(({ step }) => step)).toEqual(
      Array.from({ length: trainers[0]?.step ?? 0 }, (_, i) => i + 1),
    );
    expect(rounds()[0]?.lanes).toHaveLength(2);
  });

  it('go on where the numbers of one are no longer finite, without it', async () => {
    const { loop, trainers, ofType, rounds, shown } = setUpLoop({ lanes: two(divergesAt(2)) });
    await loop.begin();
    for (let i = 0; i < 4; i++) await loop.step();
    expect(trainers.map(({ step }) => step)).toEqual([2, 4]);
    expect(ofType('diverged')).toEqual([{ type: 'diverged', lane: 0, step: 2 }]);
    expect(rounds().at(-1)).toMatchObject({ step: 4, lanes: [null, { step: 4 }] });
    // Its last good picture tells more than one of NaN.
    expect(shown().at(-1)?.pictures).toMatchObject([null, {}]);
  });

  it('count the rounds of those that are left', async () => {
    const { loop, frames } = setUpLoop({ lanes: two(divergesAt(1)) });
    await loop.step();
    await loop.step();
    await loop.takeTurn('generator');
    expect(frames().at(-1)?.step).toBe(3);
  });

  it('end with a message when none is left', async () => {
    const { loop, ofType } = setUpLoop({ lanes: two(divergesAt(1), divergesAt(2)) });
    await loop.begin();
    await loop.step();
    await loop.step();
    expect(ofType('diverged')).toHaveLength(2);
    expect(ofType('failure')).toMatchObject([
      { kind: 'diverged', message: expect.stringContaining('どのネットワークも') as string },
    ]);
    await expect(loop.step()).rejects.toThrow('リセット');
  });

  it('end with a message when one fails', async () => {
    const failing = {
      metrics: (step: number) => {
        if (step === 3) throw new Error('no memory');
        return {};
      },
    };
    const { loop, ofType } = setUpLoop({ lanes: two({}, failing) });
    await loop.start(full);
    await until(() => ofType('failure').length > 0);
    expect(ofType('failure')[0]?.message).toContain('no memory');
  });

  it('are all freed', async () => {
    const { loop, trainers } = setUpLoop({ lanes: two() });
    await loop.start(full);
    await loop.dispose();
    expect(trainers.map(({ isDisposed }) => isDisposed)).toEqual([true, true]);
  });
});

describe.each([true, false])('a head start (synchronous: %s)', (isSynchronous) => {
  const lanes = [
    { roundTakes: 4, isSynchronous, settings: { seed: 1 } },
    { roundTakes: 4, isSynchronous, settings: { seed: 2 } },
  ];
  const updatesOf = (log: readonly string[]) =>
    log.filter((entry) => entry === 'discriminator').length;

  it('is trained once for twins, which then stand where the first does', async () => {
    const { loop, trainers, frames } = setUpLoop({ lanes, headStart: 5, areTwinsAhead: true });
    await loop.begin();
    await loop.start(full);
    await until(() => (trainers[0]?.step ?? 0) > 0);
    await loop.pause();
    expect(trainers.map(({ log }) => updatesOf(log))).toEqual([5, 0]);
    expect(trainers[1]?.log).toContain('restore at 0');
    expect(trainers.map(({ weight }) => weight)).toEqual([
      5 + (trainers[0]?.step ?? NaN),
      5 + (trainers[0]?.step ?? NaN),
    ]);
    // What sets them apart stays.
    expect(trainers[1]?.settings).toEqual({ seed: 2 });
    expect(frames().at(-1)?.headStart).toBe(5);
  });

  it('is each lane’s own where they are no twins', async () => {
    const { loop, trainers } = setUpLoop({ lanes, headStart: 2 });
    await loop.step();
    expect(trainers.map(({ log }) => updatesOf(log))).toEqual([2, 2]);
    expect(trainers.map(({ step }) => step)).toEqual([1, 1]);
    expect(trainers[1]?.log).not.toContain('restore at 0');
  });

  it('is told of while it lasts, and takes no rest, however slow the speed', async () => {
    const { loop, trainers, frames } = setUpLoop({
      lanes,
      headStart: 60,
      areTwinsAhead: true,
      hasRealClock: true,
      pacing: { numbers: { interval: 0, share: 1 }, pictures: { interval: 0, share: 1 } },
    });
    await loop.start({ kind: 'round-by-round', seconds: 3600 });
    await until(() => frames().at(-1)?.headStart === 60);
    await loop.pause();
    expect(
      frames().every(({ cause, rounds }) => cause === 'discriminator' && rounds.length === 0),
    ).toBe(true);
    // The first round is to be seen by itself.
    expect(trainers.map(({ step }) => step)).toEqual([0, 0]);
  });

  it('that diverges ends the run', async () => {
    const diverging = lanes.map((lane) => ({ ...lane, metrics: () => ({ loss: NaN }) }));
    const { loop, ofType } = setUpLoop({ lanes: diverging, headStart: 3, areTwinsAhead: true });
    await loop.start(full);
    await until(() => ofType('failure').length > 0);
    expect(ofType('failure')[0]?.kind).toBe('diverged');
  });

  it('has been had by a run that goes on from somewhere', async () => {
    const before = setUpLoop({ lanes });
    await before.loop.step();
    const [state] = await Promise.all(before.trainers.map((trainer) => trainer.state()));
    const trainer = new FakeTrainer({ isSynchronous });
    if (state) trainer.restore(state);
    const { loop } = setUpLoop({ headStart: 9, trainers: [trainer] });
    await loop.step();
    expect(trainer.log).not.toContain('discriminator');
    expect(trainer.step).toBe(2);
  });
});
