import { describe, expect, it } from 'vitest';
import { nextTask } from '@lib/scheduling';
import { setUpSession } from '../support/fake-session';
import { checkpointOf, savedWeight } from '../support/fake-trainer';

const full = { kind: 'full' } as const;
const weights = (weight: number, shape?: readonly number[]) => ({
  generator: savedWeight(weight, shape),
});
const checkpoints = (step: number) => ({
  kind: 'checkpoints' as const,
  checkpoints: [checkpointOf({ step, arrays: { weight: Float32Array.of(5) } })],
});

describe('a session’s commands', () => {
  it('are refused in Japanese before one is open', async () => {
    const { session } = setUpSession();
    for (const command of [
      () => session.start(full),
      () => session.pause(),
      () => session.step(),
      () => session.takeTurn('generator'),
      () => session.update([{}]),
      () => session.setView('another'),
      () => session.ask('double', 1),
      () => session.saveWeights(),
      () => session.loadWeights(weights(1)),
      () => session.checkpoint('present'),
    ]) {
      await expect(command()).rejects.toThrow('学習がまだ準備されていません');
    }
  });

  it('train, pause and step', async () => {
    const { session, open, events, trainers } = setUpSession();
    await open();
    await session.start(full);
    await nextTask();
    await session.pause();
    const step = trainers[0]?.step ?? NaN;
    expect(step).toBeGreaterThan(0);
    await session.step(2);
    expect(trainers[0]?.step).toBe(step + 2);
    expect(events.at(-1)).toEqual({ run: 1, type: 'status', status: 'paused' });
  });

  it('change settings, weights and save both between two rounds', async () => {
    const { session, open, trainers } = setUpSession();
    await open();
    await session.start(full);
    await Promise.all([
      session.update([{ total: 900_000 }]),
      session.loadWeights(weights(4)),
      session.saveWeights(),
    ]);
    await session.pause();
    expect(trainers[0]?.settings.total).toBe(900_000);
    expect(trainers[0]?.log).toEqual(expect.arrayContaining(['update at 1', 'load at 1']));
  });

  it('answer with what is known once settings have changed, and show it', async () => {
    const { session, open, frames } = setUpSession();
    await open({ lanes: [{ total: 5 }] });
    const before = frames().length;
    expect(await session.update([{ total: 8 }])).toMatchObject({ totalRounds: 8 });
    expect(frames()).toHaveLength(before + 1);
  });

  it('change all lanes or, where one refuses, none', async () => {
    const { session, open, trainers } = setUpSession();
    await open({ lanes: [{ seed: 1 }, { seed: 2 }] });
    await expect(session.update([{ seed: 3 }, { seed: -1 }])).rejects.toThrow('使えない設定');
    expect(trainers.map(({ settings }) => settings)).toEqual([{ seed: 1 }, { seed: 2 }]);
    expect(trainers[0]?.log).not.toContain('update at 0');
  });

  it('take a turn alone', async () => {
    const { session, open, trainers, frames } = setUpSession();
    await open();
    await session.takeTurn('discriminator', 2);
    expect(trainers[0]?.log.filter((entry) => entry === 'discriminator')).toHaveLength(2);
    expect(frames().at(-1)).toMatchObject({ cause: 'discriminator', step: 0 });
  });

  it('show another view from now on', async () => {
    const { session, open, frames } = setUpSession();
    await open();
    await session.setView('another');
    expect(frames().at(-1)?.pictures).toMatchObject([{ view: 'another' }]);
  });

  it('show at once what loaded weights draw', async () => {
    const { session, open, trainers, frames } = setUpSession();
    await open();
    const before = frames().length;
    await session.loadWeights(weights(3));
    expect(trainers[0]?.log.slice(-3)).toEqual(['load at 0', 'reset at 0', 'picture at 0']);
    expect(frames()).toHaveLength(before + 1);
  });

  it('refuse weights of other networks, and keep the present ones', async () => {
    const { session, open, trainers } = setUpSession();
    await open();
    await session.step();
    await expect(session.loadWeights(weights(3, [2]))).rejects.toThrow(/^生成器の重み/);
    await expect(session.loadWeights({})).rejects.toThrow('生成器の重みがありません。');
    expect(trainers[0]?.weight).toBe(1);
    expect(trainers[0]?.log).not.toContain('reset at 1');
  });

  it('ask the family, or a watch, between two rounds', async () => {
    const { session, open, events } = setUpSession();
    await open({ watches: { steps: null } });
    await session.step();
    expect(await session.ask('double', 21)).toBe(42);
    expect(await session.ask('nothing', null)).toBeNull();
    expect(await session.ask('steps', null)).toEqual([1]);
    expect(events.at(-1)).toEqual({ run: 1, type: 'watch', name: 'steps', step: 1, value: [1] });
    await expect(session.ask('riddle', null)).rejects.toThrow('cannot be asked "riddle"');
  });

  it('give the present state, or the last good one', async () => {
    const { session, open } = setUpSession();
    await open();
    await session.step();
    expect(await session.checkpoint('present')).toMatchObject([{ step: 1 }]);
    expect(await session.checkpoint('last-good')).toMatchObject([{ step: 0 }]);
    expect(await session.checkpoint('healthy')).toBeNull();
  });
});

describe('going back', () => {
  it('restores the present state within the worker, under other settings', async () => {
    const { session, open, trainers } = setUpSession();
    await open();
    await session.step(3);
    const from = { kind: 'kept', name: 'present' } as const;
    const info = await open({ run: 2, from, backend: 'cpu', lanes: [{ total: 50 }] });
    expect(info).toMatchObject({ step: 3, totalRounds: 50, backend: { backend: 'cpu' } });
    expect(trainers[1]).toMatchObject({ step: 3, weight: 3, settings: { total: 50 } });
    await session.step();
    expect(trainers[1]?.step).toBe(4);
  });

  it('restores every lane', async () => {
    const { session, open, trainers } = setUpSession();
    await open({ lanes: [{}, { seed: 2 }] });
    await session.step(2);
    const from = { kind: 'kept', name: 'present' } as const;
    await open({ run: 2, from, lanes: [{}, { seed: 2 }] });
    expect(trainers.slice(2).map(({ step }) => step)).toEqual([2, 2]);
  });

  it('finds the last good state after a failure too', async () => {
    const { session, open, lose, events, trainers } = setUpSession();
    await open();
    await session.step();
    lose('失われました');
    expect(events.at(-1)).toMatchObject({
      type: 'failure',
      kind: 'device-lost',
      message: '失われました。GPUの計算結果は失われています。',
      lastGoodStep: 0,
    });
    await expect(session.checkpoint('present')).rejects.toThrow(/続けられない/);
    await open({ run: 2, from: { kind: 'kept', name: 'last-good' } });
    await session.step();
    expect(trainers.at(-1)?.step).toBe(1);
  });

  it('is told of the device that the run is on, not of one that could not be opened', async () => {
    const { open, lose, events } = setUpSession();
    await open();
    await expect(open({ run: 2, from: checkpoints(-1) })).rejects.toThrow();
    lose('失われました');
    expect(events.at(-1)).toMatchObject({ run: 1, type: 'failure' });
  });
});

describe('closing a session', () => {
  it('frees its trainer, and leaves none', async () => {
    const { session, open, trainers } = setUpSession();
    await open();
    await session.start(full);
    await session.close();
    expect(trainers[0]?.isDisposed).toBe(true);
    await expect(session.step()).rejects.toThrow();
  });

  it('while one is being opened closes that one', async () => {
    const { session, open, trainers } = setUpSession();
    const opening = open();
    await session.close();
    await opening;
    expect(trainers.map(({ isDisposed }) => isDisposed)).toEqual([true]);
  });

  it('does nothing when there is none', async () => {
    await expect(setUpSession().session.close()).resolves.toBeUndefined();
  });
});
