import { describe, expect, it } from 'vitest';
import { deferred } from '../support/fake-trainer';
import { setUpLoop, until } from '../support/run';

const full = { kind: 'full' } as const;

describe('the frames of a run', () => {
  it('come at most every 100 ms with every round’s numbers, oldest first', async () => {
    const { loop, frames, statuses } = setUpLoop({ lanes: [{ roundTakes: 30 }], total: 12 });
    await loop.begin();
    await loop.start(full);
    await until(() => statuses().includes('finished'));
    const steps = frames().map((frame) => frame.rounds.map(({ step }) => step));
    // The last one brings the picture of the end.
    expect(steps).toEqual([[], [1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], []]);
  });

  it('bring the newest numbers only, of families that are too fast to tell each', async () => {
    const { loop, rounds, statuses } = setUpLoop({
      lanes: [{ roundTakes: 30 }],
      total: 12,
      tellsEveryRound: false,
    });
    await loop.begin();
    await loop.start(full);
    await until(() => statuses().includes('finished'));
    expect(rounds().map(({ step }) => step)).toEqual([4, 8, 12]);
  });

  it('tell the pace, and the time gone and to come', async () => {
    const { loop, frames } = setUpLoop({ lanes: [{ roundTakes: 50 }], total: 6 });
    for (let i = 0; i < 4; i++) await loop.step();
    expect(frames().at(-1)).toMatchObject({
      step: 4,
      roundsPerSecond: 20,
      elapsedMs: 200,
      remainingMs: 100,
    });
  });

  it('never promise a negative remaining time, when rounds were taken back', async () => {
    const { loop, trainer, frames } = setUpLoop({
      lanes: [{ roundTakes: 50, settings: { total: 9 } }],
    });
    for (let i = 0; i < 4; i++) await loop.step();
    trainer.settings = { total: 2 };
    await loop.redraw();
    expect(frames().at(-1)?.remainingMs).toBe(0);
  });

  it('know of no end where there is none', async () => {
    const { loop, frames } = setUpLoop();
    await loop.step();
    expect(frames().at(-1)?.remainingMs).toBeNull();
  });

  it('leave the time of pauses out', async () => {
    const { clock, loop, frames } = setUpLoop({ lanes: [{ roundTakes: 50 }] });
    await loop.step();
    clock.present += 60_000;
    await loop.step();
    expect(frames().at(-1)).toMatchObject({ elapsedMs: 100, roundsPerSecond: 20 });
  });

  it('bring a picture at most every second', async () => {
    const { loop, shown, statuses } = setUpLoop({ lanes: [{ roundTakes: 100 }], total: 30 });
    await loop.start(full);
    await until(() => statuses().includes('finished'));
    expect(shown().map(({ step }) => step)).toEqual([1, 11, 21, 30]);
  });

  it('give pictures at most a tenth of the time, however slow they are to draw', async () => {
    const { loop, shown, statuses } = setUpLoop({
      lanes: [{ roundTakes: 100, pictureTakes: 500 }],
      total: 100,
    });
    await loop.start(full);
    await until(() => statuses().includes('finished'));
    expect(shown().map(({ step }) => step)).toEqual([1, 46, 91, 100]);
  });

  it('wait until the page is done with the last one, and then tell all that has passed', async () => {
    const gate = deferred();
    const { loop, trainer, frames, rounds } = setUpLoop({
      lanes: [{ roundTakes: 50 }],
      received: () => gate.promise,
    });
    await loop.begin();
    await loop.start(full);
    await until(() => trainer.step > 100);
    expect(frames()).toHaveLength(1);
    gate.resolve();
    await until(() => frames().length > 1);
    await loop.pause();
    expect(rounds().map(({ step }) => step)).toEqual(
      Array.from({ length: trainer.step }, (_, i) => i + 1),
    );
  });

  it('go on when the page could not take one', async () => {
    const { loop, frames } = setUpLoop({
      lanes: [{ roundTakes: 50 }],
      received: () => Promise.reject(new Error('no')),
    });
    await loop.start(full);
    await until(() => frames().length > 2);
    await loop.pause();
  });

  it('show another view at once', async () => {
    const { loop, frames } = setUpLoop();
    await loop.between(() => loop.redraw('another'));
    expect(frames().at(-1)?.pictures).toMatchObject([{ view: 'another' }]);
    await loop.step();
    expect(frames().at(-1)?.pictures).toMatchObject([{ view: 'another' }]);
  });
});
