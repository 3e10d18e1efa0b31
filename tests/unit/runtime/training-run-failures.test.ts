import { describe, expect, it } from 'vitest';
import { nextTask } from '@lib/runtime/scheduling';
import { deferred } from '../support/fake-trainer';
import { setUpRun, until } from '../support/run';

describe('losses that are no longer finite', () => {
  const diverging = (value: number) => ({
    metrics: (step: number) => (step === 3 ? { generatorLoss: value } : {}),
  });

  it.each([NaN, Infinity])('stop the run, after its numbers (%d) were shown', async (value) => {
    const { run, trainer, events, ofType, statuses } = setUpRun(diverging(value));
    await run.begin();
    await run.start();
    await until(() => ofType('failure').length > 0);
    for (let i = 0; i < 10; i++) await nextTask();
    expect(trainer.step).toBe(3);
    expect(statuses()).toEqual(['running']);
    expect(ofType('metrics').at(-1)?.steps.at(-1)).toMatchObject({ step: 3, generatorLoss: value });
    expect(events.at(-1)).toEqual({
      type: 'failure',
      kind: 'diverged',
      message: expect.stringMatching(
        new RegExp(`ステップ3.*識別器 0.7、生成器 ${value}`),
      ) as string,
      lastGoodStep: 0,
    });
  });

  it('never become the last good state', async () => {
    const { clock, run, ofType } = setUpRun({
      metrics: (step) => ({ discriminatorLoss: step < 3 ? 0.7 : NaN }),
    });
    await run.begin();
    for (let i = 0; i < 3; i++) {
      clock.present += 20_000;
      await run.step();
    }
    expect(ofType('failure')[0]?.lastGoodStep).toBe(2);
    expect(run.lastGoodState?.step).toBe(2);
  });

  it('leave nothing that can go on', async () => {
    const { run, trainer } = setUpRun({ metrics: () => ({ realScore: NaN }) });
    await run.step();
    for (const command of [
      () => run.start(),
      () => run.step(),
      () => run.between((t) => t.state()),
      async () => run.replaceWeights(await trainer.saveWeights()),
    ]) {
      await expect(command()).rejects.toThrow(/リセット/);
    }
    expect(trainer.step).toBe(1);
    expect(trainer.log).not.toContain('load at 1');
  });
});

describe('an error while training', () => {
  it('is told as a failure, once, and ends the run', async () => {
    const { run, events, ofType } = setUpRun({
      metrics: () => {
        throw new Error('out of memory');
      },
    });
    await run.begin();
    await run.start();
    await until(() => ofType('failure').length > 0);
    for (let i = 0; i < 10; i++) await nextTask();
    expect(events.at(-1)).toEqual({
      type: 'failure',
      kind: 'internal',
      message: '学習中にエラーが起きました：out of memory',
      lastGoodStep: 0,
    });
    expect(ofType('failure')).toHaveLength(1);
  });
});

describe('a lost GPU', () => {
  /** A run whose step never ends. */
  async function hung() {
    const all = setUpRun();
    await all.run.begin();
    all.trainer.gate = deferred().promise;
    await all.run.start();
    await nextTask();
    return all;
  }

  it('is told at once, with the last good step', async () => {
    const { run, events } = await hung();
    run.fail('device-lost', '失われました');
    expect(events.at(-1)).toEqual({
      type: 'failure',
      kind: 'device-lost',
      message: '失われました',
      lastGoodStep: 0,
    });
  });

  it('keeps no command waiting that waited for its step', async () => {
    const { run } = await hung();
    const pause = run.pause();
    const others = [run.start(), run.step(), run.between((t) => t.step)];
    const outcomes = Promise.allSettled(others);
    run.fail('device-lost', '失われました');
    await pause;
    expect((await outcomes).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ]);
  });

  it('lets the trainer be disposed, and keeps the last good state', async () => {
    const { run, trainer } = await hung();
    run.fail('device-lost', '失われました');
    await run.dispose();
    expect(trainer.isDisposed).toBe(true);
    expect(run.lastGoodState?.step).toBe(0);
  });

  it('is not followed by numbers, samples or a status of the step that ended after all', async () => {
    const { run, trainer, events } = setUpRun();
    const gate = deferred();
    trainer.gate = gate.promise;
    await run.start();
    run.fail('device-lost', '失われました');
    gate.resolve();
    for (let i = 0; i < 10; i++) await nextTask();
    expect(trainer.step).toBe(1);
    expect(events.at(-1)?.type).toBe('failure');
  });

  it('is not followed by a status when it happens while the last samples are drawn', async () => {
    const { run, trainer, events } = setUpRun();
    // Draws samples, so that the next ones are those of the loop's end.
    await run.step();
    const sample = trainer.sample.bind(trainer);
    trainer.sample = () => {
      run.fail('device-lost', '失われました');
      return sample();
    };
    await run.step();
    expect(events.at(-1)?.type).toBe('failure');
  });

  it('is told only once', async () => {
    const { run, ofType } = await hung();
    run.fail('device-lost', '失われました');
    run.fail('internal', 'さらに');
    expect(ofType('failure').map(({ kind }) => kind)).toEqual(['device-lost']);
  });
});
