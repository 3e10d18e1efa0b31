import { describe, expect, it, vi } from 'vitest';
import { nextTask } from '@lib/scheduling';
import type { OpenRequest } from '@lib/session/protocol';
import { setUpSession } from '../support/fake-session';
import { checkpointOf, deferred, FakeTrainer, savedWeight } from '../support/fake-trainer';
import { noiseDataset } from '../support/tiny-mnist';

const full = { kind: 'full' } as const;
const weights = (weight: number, shape?: readonly number[]) => ({
  generator: savedWeight(weight, shape),
});
const checkpoints = (step: number) => ({
  kind: 'checkpoints' as const,
  checkpoints: [checkpointOf({ step, arrays: { weight: Float32Array.of(5) } })],
});

describe('opening a session', () => {
  it('tells the backend, the end, the networks’ sizes and what the family knows', async () => {
    const { open } = setUpSession();
    const info = await open({ lanes: [{ total: 9 }, { total: 9, seed: 2 }] });
    expect(info).toEqual({
      backend: { backend: 'wasm', threads: 1, chosenBy: 'reader', measurements: [] },
      step: 0,
      totalRounds: 9,
      parameters: [{ generator: 1 }, { generator: 1 }],
      family: { steps: [0, 0] },
    });
  });

  it('tells in between what is going on, then shows the first picture, all under its run', async () => {
    const { open, events } = setUpSession();
    await open({ run: 7 });
    expect(events.map(({ type }) => type)).toEqual(['progress', 'progress', 'progress', 'frame']);
    expect(events.every(({ run }) => run === 7)).toBe(true);
  });

  it('hands the family, the source and the backend that are asked for on', async () => {
    const { open, environment } = setUpSession();
    const source = { kind: 'files', files: [] } as const;
    const info = await open({ family: 'some-gan', source, backend: 'cpu' });
    expect(environment.findFamily).toHaveBeenCalledWith('some-gan');
    expect(environment.loadData).toHaveBeenCalledWith(source);
    expect(info.backend.backend).toBe('cpu');
  });

  it('takes any backend in the place of one that cannot be had, if it may', async () => {
    const { open, environment } = setUpSession();
    const refused = () => Promise.reject(new Error('WebGPUを使えません。'));
    environment.activateBackend.mockImplementationOnce(refused);
    await expect(open({ backend: 'webgpu', from: checkpoints(3) })).rejects.toThrow('WebGPU');
    environment.activateBackend.mockImplementationOnce(refused);
    const info = await open({ backend: 'webgpu', takesAnyBackend: true, from: checkpoints(3) });
    expect(info).toMatchObject({ backend: { backend: 'wasm' }, step: 3 });
  });

  it('finds what was made ready before, and nothing is made ready for a session that there is', async () => {
    const { session, open, environment, activated } = setUpSession();
    const request = { family: 'some-gan', source: { kind: 'shipped' }, backend: 'auto' } as const;
    await session.prepare(request);
    expect(environment.loadData).toHaveBeenCalledTimes(1);
    expect(activated).toEqual(['wasm']);
    await open();
    environment.loadData.mockClear();
    await session.prepare(request);
    expect(environment.loadData).not.toHaveBeenCalled();
  });

  it('loads no images and measures no backend for small networks', async () => {
    const { open, environment } = setUpSession({ data: 'none', computing: 'small' });
    await open();
    expect(environment.loadData).not.toHaveBeenCalled();
    expect(environment.activateBackend).toHaveBeenCalledWith('small');
  });

  it('hands over the shipped networks that any lane asks for, each loaded once', async () => {
    const loads = ({ total = 0 }) => ['common', `own-${total}`];
    const { open, environment, data, events } = setUpSession({ loads });
    const shipped = savedWeight(3);
    environment.loadShipped.mockImplementation(() => Promise.resolve(shipped));
    await open({ lanes: [{ total: 1 }, { total: 2 }] });
    expect(environment.loadShipped.mock.calls).toEqual([['common'], ['own-1'], ['own-2']]);
    const all = { common: shipped, 'own-1': shipped, 'own-2': shipped };
    expect(data.map(({ shipped }) => shipped)).toEqual([all, all]);
    expect(events).toContainEqual(
      expect.objectContaining({ message: '学習ずみのネットワークを読み込んでいます' }),
    );
  });

  it('fails in the words of a shipped network that does not come, and can be asked again', async () => {
    const { open, environment, data } = setUpSession({ loads: () => ['common'] });
    environment.loadShipped.mockRejectedValueOnce(new Error('届きませんでした。'));
    await expect(open()).rejects.toThrow('届きませんでした。');
    expect(data).toEqual([]);
    environment.loadShipped.mockResolvedValueOnce(savedWeight(3));
    await open();
    expect(Object.keys(data[0]?.shipped ?? {})).toEqual(['common']);
  });

  it('goes on from a checkpoint, with its rounds counted', async () => {
    const { session, open, frames } = setUpSession();
    const info = await open({ from: checkpoints(12), lanes: [{ total: 20 }] });
    expect(info.step).toBe(12);
    expect(frames().at(-1)).toMatchObject({ step: 12 });
    await session.step();
    expect(frames().flatMap(({ rounds }) => rounds)).toMatchObject([{ step: 13 }]);
    expect(frames().at(-1)).toMatchObject({ step: 13 });
  });

  it('has the form’s settings with a checkpoint’s state', async () => {
    const { open, trainers } = setUpSession();
    await open({ from: checkpoints(12), lanes: [{ total: 99 }] });
    expect(trainers[0]).toMatchObject({ settings: { total: 99 }, step: 12, weight: 5 });
  });

  it('starts from saved weights, in fresh optimizers', async () => {
    const { open, trainers } = setUpSession();
    await open({ from: { kind: 'weights', networks: weights(3) } });
    expect(trainers[0]?.log.slice(0, 2)).toEqual(['load at 0', 'reset at 0']);
    expect(trainers[0]?.weight).toBe(3);
  });

  it('ends the older one', async () => {
    const { session, open, trainers } = setUpSession();
    await open();
    await session.start(full);
    await open({ run: 2 });
    expect(trainers.map(({ isDisposed }) => isDisposed)).toEqual([true, false]);
  });

  it('twice at the same time leaves the second', async () => {
    const { session, open, environment, trainers } = setUpSession();
    const slow = deferred<ReturnType<typeof noiseDataset>>();
    environment.loadData.mockReturnValueOnce(slow.promise);
    const both = Promise.all([open({ run: 1 }), open({ run: 2, lanes: [{ seed: 2 }] })]);
    await nextTask();
    slow.resolve(noiseDataset(4));
    await both;
    expect(trainers.map(({ isDisposed }) => isDisposed)).toEqual([true, false]);
    expect((await session.checkpoint('present'))?.[0]?.settings).toEqual({ seed: 2 });
  });
});

describe('a session that cannot be opened', () => {
  const failures: Record<
    string,
    { arrange?: (environment: ReturnType<typeof setUpSession>['environment']) => void } & {
      request?: Partial<OpenRequest>;
      message: string | RegExp;
    }
  > = {
    'its images cannot be loaded': {
      arrange: ({ loadData }) => loadData.mockRejectedValueOnce(new Error('HTTP 404')),
      message: 'HTTP 404',
    },
    'its family cannot be loaded': {
      arrange: ({ findFamily }) => findFamily.mockRejectedValueOnce(new Error('HTTP 500')),
      message: 'HTTP 500',
    },
    'its settings cannot be used': {
      request: { lanes: [{ seed: -1 }] },
      message: '使えない設定です。',
    },
    'its backend cannot be used': {
      arrange: ({ activateBackend }) =>
        activateBackend.mockRejectedValueOnce(new Error('使えません')),
      message: '使えません',
    },
    'its weights are of another network': {
      request: { from: { kind: 'weights', networks: weights(1, [2]) } },
      message: /^生成器の重み/,
    },
    'its checkpoint is broken': { request: { from: checkpoints(-1) }, message: '壊れた状態' },
    'there is no state that it is to begin with': {
      request: { from: { kind: 'kept', name: 'healthy' } },
      message: '戻れる状態が残っていません',
    },
    'a watch is unknown': { request: { watches: { other: null } }, message: 'no watch "other"' },
  };

  it.each(Object.entries(failures))(
    'since %s, and leaves the older one paused, to go on when told',
    async (_, { arrange, request, message }) => {
      const { session, open, environment, trainers } = setUpSession();
      await open();
      await session.start(full);
      arrange?.(environment);
      await expect(open({ run: 2, ...request })).rejects.toThrow(message);
      const step = trainers[0]?.step ?? NaN;
      for (let i = 0; i < 5; i++) await nextTask();
      expect(trainers[0]).toMatchObject({ step, isDisposed: false });
      await session.step();
      expect(trainers[0]).toMatchObject({ step: step + 1, isDisposed: false });
      expect(trainers.slice(1).every(({ isDisposed }) => isDisposed)).toBe(true);
    },
  );

  it('after its backend was activated gives the older one its own back', async () => {
    const { open, activated } = setUpSession();
    await open({ backend: 'cpu' });
    await expect(open({ backend: 'wasm', from: checkpoints(-1) })).rejects.toThrow();
    expect(activated).toEqual(['cpu', 'wasm', 'cpu']);
  });

  it('since its first picture cannot be drawn frees its trainer', async () => {
    const { session, open, trainers } = setUpSession();
    await open();
    const spy = vi.spyOn(FakeTrainer.prototype, 'picture');
    spy.mockRejectedValueOnce(new Error('no memory'));
    await expect(open({ run: 2 })).rejects.toThrow('no memory');
    spy.mockRestore();
    expect(trainers.map(({ isDisposed }) => isDisposed)).toEqual([false, true]);
    await session.step();
    expect(trainers[0]?.step).toBe(1);
  });

  it('frees the lanes that were made before one failed', async () => {
    const { open, trainers } = setUpSession();
    await expect(open({ lanes: [{}, { seed: -1 }] })).rejects.toThrow('使えない設定です。');
    expect(trainers.map(({ isDisposed }) => isDisposed)).toEqual([true]);
  });

  it('with several large lanes says that the older one has gone, if there was one', async () => {
    const { open, events } = setUpSession();
    const lanes = [{}, { seed: -1 }];
    await expect(open({ lanes })).rejects.toThrow('使えない設定です。');
    expect(events.some(({ type }) => type === 'failure')).toBe(false);
    await open({ run: 2 });
    await expect(open({ run: 3, lanes })).rejects.toThrow('使えない設定です。');
    expect(events.at(-1)).toMatchObject({ run: 3, type: 'failure', lastGoodStep: null });
  });

  it('with several small lanes leaves the older one too', async () => {
    const { session, open, trainers } = setUpSession({ data: 'none', computing: 'small' });
    await open();
    await expect(open({ lanes: [{}, { seed: -1 }] })).rejects.toThrow('使えない設定です。');
    await session.step();
    expect(trainers[0]).toMatchObject({ step: 1, isDisposed: false });
  });

  it('leaves none when there was none before', async () => {
    const { session, open } = setUpSession();
    await expect(open({ from: checkpoints(-1) })).rejects.toThrow();
    await expect(session.start(full)).rejects.toThrow('先に「実行」を押してください。');
  });
});

describe('several lanes of images', () => {
  it('do not share the memory with the older ones', async () => {
    const { open, trainers, environment } = setUpSession();
    await open();
    environment.findFamily.mockClear();
    const opening = open({ lanes: [{}, { seed: 2 }] });
    await opening;
    expect(trainers[0]?.log.at(-1)).toBe('dispose');
    expect(trainers).toHaveLength(3);
  });

  it('that differ in what the first turn does not depend on run ahead as one', async () => {
    const { session, open, trainers } = setUpSession();
    await open({ lanes: [{ seed: 1 }, { seed: 2 }], headStart: 3 });
    await session.step();
    const updates = trainers.map(({ log }) => log.filter((entry) => entry === 'discriminator'));
    expect(updates.map(({ length }) => length)).toEqual([3, 0]);
  });

  it('that differ in more run ahead each by itself', async () => {
    const { session, open, trainers } = setUpSession();
    await open({ lanes: [{ total: 8 }, { total: 9 }], headStart: 3 });
    await session.step();
    const updates = trainers.map(({ log }) => log.filter((entry) => entry === 'discriminator'));
    expect(updates.map(({ length }) => length)).toEqual([3, 3]);
  });
});
