import { describe, expect, it } from 'vitest';
import { nextTask } from '@lib/scheduling';
import { deferred } from '../support/fake-trainer';
import { idle, setUpLoop, until } from '../support/run';

const full = { kind: 'full' } as const;

describe('numbers that are no longer finite', () => {
  const diverging = (value: number) => ({
    metrics: (step: number) => ({ loss: step === 3 ? value : 0.8 }),
  });

  it.each([NaN, Infinity])('stop the run, after they (%d) were shown', async (value) => {
    const { loop, trainer, events, ofType, rounds, statuses } = setUpLoop({
      lanes: [diverging(value)],
    });
    await loop.begin();
    await loop.keepFirst();
    await loop.start(full);
    await until(() => ofType('failure').length > 0);
    await idle();
    expect(trainer.step).toBe(3);
    expect(statuses()).toEqual(['running']);
    expect(rounds().at(-1)).toEqual({ step: 3, lanes: [{ step: 3, loss: value }] });
    expect(events.at(-1)).toEqual({
      type: 'failure',
      kind: 'diverged',
      message: expect.stringMatching(/^ステップ3で損失や勾配が有限の値で/) as string,
      lastGoodStep: 0,
    });
  });

  it.each([
    { isOnGpu: false, words: /下げて、リセット/ },
    { isOnGpu: true, words: /GPUの計算の精度.*WebAssemblyに替えて、リセット/ },
  ])('are not only blamed on the learning rate where a GPU computes: $isOnGpu', async (given) => {
    const { loop, ofType } = setUpLoop({ lanes: [diverging(NaN)], isOnGpu: given.isOnGpu });
    await loop.begin();
    await loop.keepFirst();
    await loop.start(full);
    await until(() => ofType('failure').length > 0);
    expect(ofType('failure')[0]?.message).toMatch(given.words);
  });

  it('never become the last good state', async () => {
    const { clock, loop, ofType } = setUpLoop({
      lanes: [{ metrics: (step) => ({ loss: step < 3 ? 0.7 : NaN }) }],
    });
    await loop.begin();
    await loop.keepFirst();
    for (let i = 0; i < 3; i++) {
      clock.present += 20_000;
      await loop.step();
    }
    expect(ofType('failure')[0]?.lastGoodStep).toBe(2);
    expect(loop.lastGood?.[0]?.step).toBe(2);
  });

  it('leave nothing that can go on', async () => {
    const { loop, trainer } = setUpLoop({ lanes: [{ metrics: () => ({ loss: NaN }) }] });
    await loop.step();
    for (const command of [
      () => loop.start(full),
      () => loop.step(),
      () => loop.takeTurn('generator'),
      () => loop.between(() => trainer.state()),
    ]) {
      await expect(command()).rejects.toThrow(/リセット/);
    }
    expect(trainer.step).toBe(1);
  });
});

describe('an error while training', () => {
  const failing = {
    metrics: () => {
      throw new Error('out of memory');
    },
  };

  it.each([true, false])(
    'is told as a failure, once, and ends the run (synchronous: %s)',
    async (isSynchronous) => {
      const { loop, events, ofType } = setUpLoop({ lanes: [{ ...failing, isSynchronous }] });
      await loop.begin();
      await loop.keepFirst();
      await loop.start(full);
      await until(() => ofType('failure').length > 0);
      await idle();
      expect(events.at(-1)).toEqual({
        type: 'failure',
        kind: 'internal',
        message: expect.stringMatching(/^学習中にエラーが起きました。メモリーが足りない/) as string,
        lastGoodStep: 0,
      });
      expect(ofType('failure')).toHaveLength(1);
    },
  );
});

describe('a lost GPU', () => {
  /** A run whose round never ends. */
  async function hung() {
    const all = setUpLoop();
    await all.loop.begin();
    await all.loop.keepFirst();
    all.trainer.gate = deferred().promise;
    await all.loop.start(full);
    await nextTask();
    return all;
  }

  it('is told at once, with the last good step', async () => {
    const { loop, events } = await hung();
    loop.fail('device-lost', '失われました');
    expect(events.at(-1)).toEqual({
      type: 'failure',
      kind: 'device-lost',
      message: '失われました',
      lastGoodStep: 0,
    });
  });

  it('keeps no command waiting that waited for its round', async () => {
    const { loop } = await hung();
    const pause = loop.pause();
    const others = [loop.start(full), loop.step(), loop.between(() => 1)];
    const outcomes = Promise.allSettled(others);
    loop.fail('device-lost', '失われました');
    await pause;
    expect((await outcomes).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ]);
  });

  it('lets the trainer be disposed, and keeps the last good state', async () => {
    const { loop, trainer } = await hung();
    loop.fail('device-lost', '失われました');
    await loop.dispose();
    expect(trainer.isDisposed).toBe(true);
    expect(loop.lastGood?.[0]?.step).toBe(0);
  });

  it('is not followed by numbers, a picture or a status of the round that ended after all', async () => {
    const { loop, trainer, events } = setUpLoop();
    const gate = deferred();
    trainer.gate = gate.promise;
    await loop.start(full);
    loop.fail('device-lost', '失われました');
    gate.resolve();
    await idle();
    expect(trainer.step).toBe(1);
    expect(events.at(-1)?.type).toBe('failure');
  });

  it('is not followed by anything when it happens while the last picture is drawn', async () => {
    const { loop, trainer, events } = setUpLoop();
    // Draws a picture, so that the next one is that of the loop's end.
    await loop.step();
    const picture = trainer.picture.bind(trainer);
    trainer.picture = (view) => {
      loop.fail('device-lost', '失われました');
      return picture(view);
    };
    await loop.step();
    expect(events.at(-1)?.type).toBe('failure');
  });

  it('is not followed by what was being looked at', async () => {
    const looked = deferred<number>();
    const watch = {
      pacing: { interval: 0, share: 1 },
      isShownAtRest: false,
      look: () => looked.promise,
    };
    const { loop, events } = setUpLoop({ watches: { watch } });
    await loop.start(full);
    await idle();
    loop.fail('device-lost', '失われました');
    looked.resolve(1);
    await idle();
    expect(events.at(-1)?.type).toBe('failure');
  });

  it('is told only once', async () => {
    const { loop, ofType } = await hung();
    loop.fail('device-lost', '失われました');
    loop.fail('internal', 'さらに');
    expect(ofType('failure').map(({ kind }) => kind)).toEqual(['device-lost']);
  });
});
