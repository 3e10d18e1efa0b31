import { describe, expect, it } from 'vitest';
import { nextTask } from '@lib/scheduling';
import { deferred } from '../support/fake-trainer';
import { idle, setUpLoop, until } from '../support/run';

const full = { kind: 'full' } as const;

describe('beginning', () => {
  it('shows the picture and keeps the first state before any round', async () => {
    const { loop, events, frames, trainer } = setUpLoop();
    await loop.begin();
    expect(events.map(({ type }) => type)).toEqual(['frame']);
    expect(frames()[0]).toMatchObject({ cause: 'open', step: 0, rounds: [] });
    expect(frames()[0]?.pictures).toEqual([{ view: 'all', pixels: new Uint8Array(4) }]);
    expect(trainer.log).toEqual(['picture at 0']);
    await loop.keepFirst();
    expect(trainer.log).toEqual(['picture at 0']);
    expect(loop.lastGood?.map(({ step }) => step)).toEqual([0]);
  });

  it('draws nothing where no picture is wanted', async () => {
    const { loop, trainer, frames } = setUpLoop({ view: null });
    await loop.begin();
    await loop.step();
    expect(trainer.log).toEqual(['round 1']);
    expect(frames().every(({ pictures }) => pictures === null)).toBe(true);
    expect(frames().at(-1)?.step).toBe(1);
  });
});

describe('starting', () => {
  it('trains to the end, and says that it is running and then finished', async () => {
    const { loop, trainer, statuses } = setUpLoop({ total: 6 });
    await loop.start(full);
    await until(() => statuses().includes('finished'));
    expect(trainer.step).toBe(6);
    expect(statuses()).toEqual(['running', 'finished']);
  });

  it('resolves as soon as training has begun', async () => {
    const { loop, trainer } = setUpLoop();
    trainer.gate = deferred().promise;
    await loop.start(full);
    expect(trainer.step).toBe(0);
  });

  it('a second time while training does nothing', async () => {
    const { loop, trainer, statuses } = setUpLoop({ total: 5 });
    await Promise.all([loop.start(full), loop.start(full)]);
    await loop.start(full);
    await until(() => statuses().includes('finished'));
    expect(trainer.step).toBe(5);
    expect(statuses()).toEqual(['running', 'finished']);
  });

  it('twice while a pause waits for its round makes one loop, that one pause ends', async () => {
    const { loop, trainer, statuses } = setUpLoop();
    await loop.start(full);
    const pause = loop.pause();
    await Promise.all([pause, loop.start(full), loop.start(full)]);
    await until(() => trainer.step > 5);
    await loop.pause();
    const { step } = trainer;
    await idle();
    expect(trainer.step).toBe(step);
    expect(statuses()).toEqual(['running', 'paused', 'running', 'paused']);
  });

  it('is called off by a pause that comes while it still waits', async () => {
    const { loop, trainer } = setUpLoop();
    await loop.start(full);
    await Promise.all([loop.pause(), loop.start(full), loop.pause()]);
    const { step } = trainer;
    await idle();
    expect(trainer.step).toBe(step);
  });

  it('during a single round trains on after it', async () => {
    const { loop, trainer, statuses } = setUpLoop({ total: 4 });
    const step = loop.step();
    await Promise.all([step, loop.start(full)]);
    await until(() => statuses().includes('finished'));
    expect(trainer.step).toBe(4);
  });

  it('again goes on to further rounds that were added after the end', async () => {
    const { loop, trainer, statuses } = setUpLoop({ lanes: [{ settings: { total: 2 } }] });
    await loop.start(full);
    await until(() => statuses().includes('finished'));
    await loop.between(() => {
      trainer.update({ total: 4 });
    });
    await loop.start(full);
    await until(() => statuses().filter((status) => status === 'finished').length === 2);
    expect(trainer.step).toBe(4);
  });

  it('at the end does no further round', async () => {
    const { loop, trainer, statuses } = setUpLoop({ total: 1 });
    await loop.step();
    await loop.start(full);
    await until(() => statuses().length === 4);
    expect(trainer.step).toBe(1);
    expect(statuses().at(-1)).toBe('finished');
  });
});

describe('pausing', () => {
  it('stops after the round under way, whose numbers and picture still arrive', async () => {
    const { loop, trainer, rounds, shown, statuses } = setUpLoop();
    const gate = deferred();
    trainer.gate = gate.promise;
    await loop.start(full);
    let isPaused = false;
    const pause = loop.pause().then(() => (isPaused = true));
    await nextTask();
    expect(isPaused).toBe(false);
    gate.resolve();
    await pause;
    expect(trainer.step).toBe(1);
    expect(rounds().map(({ step }) => step)).toEqual([1]);
    expect(shown().at(-1)?.step).toBe(1);
    expect(statuses()).toEqual(['running', 'paused']);
    await idle();
    expect(trainer.step).toBe(1);
  });

  it('does nothing when nothing is under way', async () => {
    const { loop, events } = setUpLoop();
    await loop.pause();
    expect(events).toEqual([]);
  });
});

describe('a single round', () => {
  it('is exactly one, with its numbers, one picture and a pause after it', async () => {
    const { loop, trainer, events, rounds } = setUpLoop();
    await loop.step();
    await nextTask();
    expect(trainer.log).toEqual(['round 1', 'picture at 1']);
    expect(events.map(({ type }) => type)).toEqual(['status', 'frame', 'status']);
    expect(rounds()).toEqual([{ step: 1, lanes: [{ step: 1, loss: 0.7 }] }]);
    expect(events.at(-1)).toEqual({ type: 'status', status: 'paused' });
  });

  it('while training pauses first', async () => {
    const { loop, trainer, statuses } = setUpLoop();
    const gate = deferred();
    trainer.gate = gate.promise;
    await loop.start(full);
    const step = loop.step();
    gate.resolve();
    await step;
    expect(trainer.step).toBe(2);
    expect(statuses()).toEqual(['running', 'paused', 'running', 'paused']);
  });

  it('is called off by a pause that comes while it still waits', async () => {
    const { loop, trainer } = setUpLoop();
    await loop.start(full);
    await Promise.all([loop.step(), loop.pause()]);
    expect(trainer.step).toBe(1);
  });

  it('asked for twice is two rounds, one after the other', async () => {
    const { loop, trainer } = setUpLoop();
    await Promise.all([loop.step(), loop.step()]);
    expect(trainer.step).toBe(2);
  });

  it('may be several', async () => {
    const { loop, trainer, statuses } = setUpLoop();
    await loop.step(7);
    expect(trainer.step).toBe(7);
    expect(statuses()).toEqual(['running', 'paused']);
  });
});

describe('a turn alone', () => {
  it('is taken by its name, as often as asked for, and is no round unless it is the last', async () => {
    const { loop, trainer, frames } = setUpLoop();
    await loop.takeTurn('discriminator', 3);
    const turns = trainer.log.filter((entry) => !entry.startsWith('picture'));
    expect(turns).toEqual(['discriminator', 'discriminator', 'discriminator']);
    expect(frames().at(-1)).toMatchObject({ cause: 'discriminator', step: 0, rounds: [] });
    await loop.takeTurn('generator');
    expect(frames().at(-1)).toMatchObject({ cause: 'generator', step: 1 });
  });
});

describe('work between two rounds', () => {
  it('waits for the round under way, and holds the next one back', async () => {
    const { loop, trainer } = setUpLoop({ total: 2 });
    const gate = deferred();
    trainer.gate = gate.promise;
    await loop.start(full);
    const work = loop.between(() => trainer.step);
    gate.resolve();
    expect(await work).toBe(1);
  });

  it('hands its error to who asked for it, and training goes on', async () => {
    const { loop, statuses } = setUpLoop({ total: 2 });
    await loop.start(full);
    const failing = loop.between(() => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    await until(() => statuses().includes('finished'));
  });
});

describe('disposing', () => {
  it('waits for the round under way', async () => {
    const { loop, trainer } = setUpLoop();
    const gate = deferred();
    trainer.gate = gate.promise;
    await loop.start(full);
    const disposal = loop.dispose();
    await nextTask();
    expect(trainer.isDisposed).toBe(false);
    gate.resolve();
    await disposal;
    expect(trainer.log.at(-1)).toBe('dispose');
    expect(trainer.step).toBe(1);
  });

  it('calls off a start that still waits', async () => {
    const { loop, trainer } = setUpLoop();
    await loop.start(full);
    await Promise.all([loop.pause(), loop.start(full), loop.dispose()]);
    await idle();
    expect(trainer.log.at(-1)).toBe('dispose');
  });
});

describe('typing', () => {
  it('holds an endless run between two rounds, which goes on afterwards', async () => {
    const { clock, loop, trainer } = setUpLoop();
    await loop.start(full);
    await until(() => trainer.step > 0);
    loop.typed();
    await idle();
    const { step } = trainer;
    await idle();
    expect(trainer.step).toBe(step);
    clock.present = 700;
    // The wait is one of the real clock.
    await until(() => trainer.step > step);
    await loop.pause();
  });

  it('holds up neither a pause, nor single rounds, nor questions', async () => {
    const { loop, trainer, statuses } = setUpLoop();
    loop.typed();
    await loop.start(full);
    expect(await loop.between(() => trainer.step)).toBe(0);
    await loop.pause();
    await loop.step();
    expect(trainer.step).toBe(1);
    expect(statuses()).toEqual(['running', 'paused', 'running', 'paused']);
  });
});
