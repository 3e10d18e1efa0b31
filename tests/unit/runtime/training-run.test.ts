import { describe, expect, it } from 'vitest';
import { nextTask } from '@lib/runtime/scheduling';
import { deferred } from '../support/fake-trainer';
import { setUpRun, until } from '../support/run';

describe('beginning', () => {
  it('shows samples and keeps the first state before any step', async () => {
    const { run, events, ofType } = setUpRun();
    await run.begin();
    expect(events.map(({ type }) => type)).toEqual(['samples']);
    expect(ofType('samples')[0]).toMatchObject({
      step: 0,
      tiles: { rows: 8, columns: 8, tileHeight: 28, tileWidth: 28 },
    });
    expect(ofType('samples')[0]?.tiles.pixels).toHaveLength(64 * 28 * 28);
    expect(run.lastGoodState?.step).toBe(0);
  });
});

describe('starting', () => {
  it('trains to the last epoch’s end, and says that it is running and then finished', async () => {
    const { run, trainer, statuses } = setUpRun({ stepsPerEpoch: 3, settings: { epochs: 2 } });
    await run.start();
    await until(() => statuses().includes('finished'));
    expect(trainer.step).toBe(6);
    expect(statuses()).toEqual(['running', 'finished']);
  });

  it('resolves as soon as training has begun', async () => {
    const { run, trainer } = setUpRun();
    trainer.gate = deferred().promise;
    await run.start();
    expect(trainer.step).toBe(0);
  });

  it('a second time while training does nothing', async () => {
    const { run, trainer, statuses } = setUpRun({ stepsPerEpoch: 5, settings: { epochs: 1 } });
    await Promise.all([run.start(), run.start()]);
    await run.start();
    await until(() => statuses().includes('finished'));
    expect(trainer.step).toBe(5);
    expect(statuses()).toEqual(['running', 'finished']);
  });

  it('twice while a pause waits for its step makes one loop, that one pause ends', async () => {
    const { run, trainer, statuses } = setUpRun({ stepsPerEpoch: 1000 });
    await run.start();
    const pause = run.pause();
    await Promise.all([pause, run.start(), run.start()]);
    await until(() => trainer.step > 5);
    await run.pause();
    const { step } = trainer;
    for (let i = 0; i < 20; i++) await nextTask();
    expect(trainer.step).toBe(step);
    expect(statuses()).toEqual(['running', 'paused', 'running', 'paused']);
  });

  it('can rest after each step, until a pause or a start without rests', async () => {
    const { run, trainer, statuses } = setUpRun({ stepsPerEpoch: 1000 });
    await run.start(3_600_000);
    await until(() => trainer.step === 1);
    for (let i = 0; i < 20; i++) await nextTask();
    expect(trainer.step).toBe(1);
    await run.start(0);
    await until(() => trainer.step > 5);
    await run.start(3_600_000);
    await run.pause();
    expect(statuses()).toEqual(['running', 'paused']);
  });

  it('is called off by a pause that comes while it still waits', async () => {
    const { run, trainer } = setUpRun({ stepsPerEpoch: 1000 });
    await run.start();
    await Promise.all([run.pause(), run.start(), run.pause()]);
    const { step } = trainer;
    for (let i = 0; i < 20; i++) await nextTask();
    expect(trainer.step).toBe(step);
  });

  it('during a single step trains on after it', async () => {
    const { run, trainer, statuses } = setUpRun({ stepsPerEpoch: 4, settings: { epochs: 1 } });
    const step = run.step();
    await Promise.all([step, run.start()]);
    await until(() => statuses().includes('finished'));
    expect(trainer.step).toBe(4);
  });

  it('again goes on to further epochs that were added after the end', async () => {
    const { run, trainer, statuses } = setUpRun({ stepsPerEpoch: 2, settings: { epochs: 1 } });
    await run.start();
    await until(() => statuses().includes('finished'));
    await run.between((t) => {
      t.update({ ...t.settings, epochs: 2 });
    });
    await run.start();
    await until(() => statuses().filter((s) => s === 'finished').length === 2);
    expect(trainer.step).toBe(4);
  });

  it('at the end does no further step', async () => {
    const { run, trainer, statuses } = setUpRun({ stepsPerEpoch: 1, settings: { epochs: 1 } });
    await run.step();
    await run.start();
    await until(() => statuses().length === 4);
    expect(trainer.step).toBe(1);
    expect(statuses().at(-1)).toBe('finished');
  });
});

describe('pausing', () => {
  it('stops after the step under way, whose numbers and samples still arrive', async () => {
    const { run, trainer, ofType, statuses } = setUpRun();
    const gate = deferred();
    trainer.gate = gate.promise;
    await run.start();
    let isPaused = false;
    const pause = run.pause().then(() => (isPaused = true));
    await nextTask();
    expect(isPaused).toBe(false);
    gate.resolve();
    await pause;
    expect(trainer.step).toBe(1);
    expect(ofType('metrics').flatMap(({ steps }) => steps.map(({ step }) => step))).toEqual([1]);
    expect(ofType('samples').at(-1)?.step).toBe(1);
    expect(statuses()).toEqual(['running', 'paused']);
    for (let i = 0; i < 10; i++) await nextTask();
    expect(trainer.step).toBe(1);
  });

  it('does nothing when nothing is under way', async () => {
    const { run, events } = setUpRun();
    await run.pause();
    expect(events).toEqual([]);
  });
});

describe('a single step', () => {
  it('is exactly one, with its numbers, its samples and a pause after it', async () => {
    const { run, trainer, events } = setUpRun();
    await run.step();
    await nextTask();
    expect(trainer.step).toBe(1);
    expect(events.map(({ type }) => type)).toEqual(['status', 'metrics', 'samples', 'status']);
    expect(events.at(-1)).toEqual({ type: 'status', status: 'paused' });
  });

  it('while training pauses first', async () => {
    const { run, trainer, statuses } = setUpRun({ stepsPerEpoch: 1000 });
    const gate = deferred();
    trainer.gate = gate.promise;
    await run.start();
    const step = run.step();
    gate.resolve();
    await step;
    expect(trainer.step).toBe(2);
    expect(statuses()).toEqual(['running', 'paused', 'running', 'paused']);
  });

  it('is called off by a pause that comes while it still waits', async () => {
    const { run, trainer } = setUpRun({ stepsPerEpoch: 1000 });
    await run.start();
    await Promise.all([run.step(), run.pause()]);
    expect(trainer.step).toBe(1);
  });

  it('asked for twice is two steps, one after the other', async () => {
    const { run, trainer } = setUpRun();
    await Promise.all([run.step(), run.step()]);
    expect(trainer.step).toBe(2);
  });
});

describe('the messages of a run', () => {
  it('come at most every 100 ms with every step’s numbers, oldest first', async () => {
    const { run, ofType, statuses } = setUpRun({
      stepsPerEpoch: 12,
      stepTakes: 30,
      settings: { epochs: 1 },
    });
    await run.start();
    await until(() => statuses().includes('finished'));
    const steps = ofType('metrics').map((event) => event.steps.map(({ step }) => step));
    expect(steps).toEqual([[1], [2, 3, 4, 5], [6, 7, 8, 9], [10, 11, 12]]);
  });

  it('tell epoch, batch, pace, and the time gone and to come', async () => {
    const { run, ofType } = setUpRun({ stepsPerEpoch: 2, stepTakes: 50, settings: { epochs: 3 } });
    for (let i = 0; i < 4; i++) await run.step();
    expect(ofType('metrics').map(({ epoch, batch }) => [epoch, batch])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ]);
    expect(ofType('metrics').at(-1)).toMatchObject({
      stepsPerSecond: 20,
      elapsedMs: 200,
      remainingMs: 100,
    });
  });

  it('never promise a negative remaining time, when epochs were taken back', async () => {
    const { run, trainer, ofType } = setUpRun({ stepsPerEpoch: 2, stepTakes: 50 });
    trainer.step = 3;
    trainer.settings = { ...trainer.settings, epochs: 2 };
    await run.step();
    expect(ofType('metrics').at(-1)?.remainingMs).toBe(0);
  });

  it('leave the time of pauses out', async () => {
    const { clock, run, ofType } = setUpRun({ stepTakes: 50 });
    await run.step();
    clock.present += 60_000;
    await run.step();
    expect(ofType('metrics').at(-1)?.elapsedMs).toBe(100);
  });

  it('bring samples at most every second', async () => {
    const { run, ofType, statuses } = setUpRun({
      stepsPerEpoch: 30,
      stepTakes: 100,
      settings: { epochs: 1 },
    });
    await run.start();
    await until(() => statuses().includes('finished'));
    expect(ofType('samples').map(({ step }) => step)).toEqual([1, 11, 21, 30]);
  });

  it('give samples at most a tenth of the time, however slow they are to draw', async () => {
    const { run, ofType, statuses } = setUpRun({
      stepsPerEpoch: 100,
      stepTakes: 100,
      sampleTakes: 500,
      settings: { epochs: 1 },
    });
    await run.start();
    await until(() => statuses().includes('finished'));
    expect(ofType('samples').map(({ step }) => step)).toEqual([1, 51, 100]);
  });
});

describe('work between two steps', () => {
  it('waits for the step under way, and holds the next one back', async () => {
    const { run, trainer } = setUpRun({ stepsPerEpoch: 2, settings: { epochs: 1 } });
    const gate = deferred();
    trainer.gate = gate.promise;
    await run.start();
    const work = run.between((t) => t.step);
    gate.resolve();
    expect(await work).toBe(1);
  });

  it('hands its error to who asked for it, and training goes on', async () => {
    const { run, statuses } = setUpRun({ stepsPerEpoch: 2, settings: { epochs: 1 } });
    await run.start();
    const failing = run.between(() => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    await until(() => statuses().includes('finished'));
  });

  it('shows at once what loaded weights draw', async () => {
    const { run, trainer, events } = setUpRun();
    await run.replaceWeights(await trainer.saveWeights());
    expect(trainer.log).toEqual(['load at 0', 'sample at 0']);
    expect(events.map(({ type }) => type)).toEqual(['samples']);
  });
});

describe('disposing', () => {
  it('waits for the step under way', async () => {
    const { run, trainer } = setUpRun({ stepsPerEpoch: 1000 });
    const gate = deferred();
    trainer.gate = gate.promise;
    await run.start();
    const disposal = run.dispose();
    await nextTask();
    expect(trainer.isDisposed).toBe(false);
    gate.resolve();
    await disposal;
    expect(trainer.log.at(-1)).toBe('dispose');
    expect(trainer.step).toBe(1);
  });

  it('calls off a start that still waits', async () => {
    const { run, trainer } = setUpRun({ stepsPerEpoch: 1000 });
    await run.start();
    await Promise.all([run.pause(), run.start(), run.dispose()]);
    for (let i = 0; i < 10; i++) await nextTask();
    expect(trainer.log.at(-1)).toBe('dispose');
  });
});
