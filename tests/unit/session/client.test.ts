import { afterEach, describe, expect, it, vi } from 'vitest';
import { nextTask } from '@lib/scheduling';
import { SessionClient } from '@lib/session/client';
import type { SessionEvent } from '@lib/session/protocol';
import { WorkerEnded } from '@lib/session/worker-connection';
import { FakeField, stubPage } from '../support/fake-keys';
import { clientRequestOf } from '../support/fake-session';
import { deferred } from '../support/fake-trainer';
import { fakeApi, fakeWorker, sessionInfo } from '../support/fake-worker';

const request = clientRequestOf([{}]);
const full = { kind: 'full' } as const;
const clients: SessionClient[] = [];

/** A client whose workers all answer with one api. */
function setUp() {
  const { api, listeners } = fakeApi();
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const events: SessionEvent[] = [];
  const client = new SessionClient({
    onEvent: (event) => events.push(event),
    createWorker: () => {
      const made = fakeWorker(api);
      workers.push(made);
      return made.worker;
    },
  });
  clients.push(client);
  /** Let the worker tell that a run has got so far. */
  const tell = async (run: number, message: string) => {
    await (listeners.get(run)?.({ run, type: 'progress', message, ratio: null }) as unknown);
  };
  const told = () => events.map((event) => ('message' in event ? event.message : event.type));
  const kill = (message?: string) => {
    const worker = workers.at(-1)?.worker;
    worker?.onerror?.call(worker, { message } as ErrorEvent);
  };
  return { client, api, workers, events, tell, told, kill };
}

afterEach(() => {
  // Their message channels would keep the process alive.
  for (const client of clients.splice(0)) client.dispose();
});

describe('the client', () => {
  it('starts no worker before the first session, and one only', async () => {
    const { client, workers } = setUp();
    expect(workers).toHaveLength(0);
    await client.open(request);
    await client.open(request);
    expect(workers).toHaveLength(1);
  });

  it('opens each session under a run of its own, and returns what the worker says of it', async () => {
    const { client, api } = setUp();
    expect(await client.open(request)).toEqual(sessionInfo);
    await client.open({ ...request, backend: 'cpu' });
    expect(api.open.mock.calls.map(([received]) => received)).toEqual([
      { ...request, run: 1 },
      { ...request, backend: 'cpu', run: 2 },
    ]);
  });

  it('passes every command and its answer through', async () => {
    const { client, api } = setUp();
    await client.open(request);
    await client.start(full);
    await client.pause();
    await client.step();
    await client.takeTurn('generator', 3);
    expect(await client.update([{ seed: 2 }])).toEqual(sessionInfo);
    await client.setView('another');
    expect(await client.ask('inspect', 7)).toEqual({ name: 'inspect', argument: 7 });
    const saved = await client.saveWeights();
    // Which takes them away from the caller.
    await client.loadWeights(structuredClone(saved));
    expect(await client.checkpoint('last-good')).toMatchObject([{ step: 3 }]);
    for (const name of ['pause', 'step', 'saveWeights'] as const) {
      expect(api[name]).toHaveBeenCalledTimes(1);
    }
    expect(api.start).toHaveBeenCalledWith(full);
    expect(api.takeTurn).toHaveBeenCalledWith('generator', 3);
    expect(api.update).toHaveBeenCalledWith([{ seed: 2 }]);
    expect(api.setView).toHaveBeenCalledWith('another');
    expect(api.loadWeights).toHaveBeenCalledWith(saved);
    expect(api.checkpoint).toHaveBeenCalledWith('last-good');
  });

  it('takes the weights that it loads away from the caller, whom a copy would hold up', async () => {
    const { client } = setUp();
    await client.open(request);
    const saved = await client.saveWeights();
    await client.loadWeights(saved);
    expect(saved['generator']?.weightData.byteLength).toBe(0);
  });

  it('hands the worker’s errors on as they are', async () => {
    const { client, api } = setUp();
    await client.open(request);
    api.loadWeights.mockRejectedValueOnce(new Error('生成器の重みが違います。'));
    const weights = await client.saveWeights();
    await expect(client.loadWeights(weights)).rejects.toThrow('生成器の重みが違います。');
  });

  it('refuses commands before a session is open', async () => {
    const { client } = setUp();
    await expect(client.start(full)).rejects.toThrow('先に「実行」を押してください。');
  });
});

describe('the client’s events', () => {
  it('are those of the newest run only', async () => {
    const { client, tell, told } = setUp();
    await client.open(request);
    await tell(1, 'first');
    await client.open(request);
    await tell(1, 'stale');
    await tell(2, 'second');
    expect(told()).toEqual(['first', 'second']);
  });

  it('are answered once the page is done with each, so that the next frame waits for it', async () => {
    const { client, tell, told } = setUp();
    await client.open(request);
    await tell(1, 'one');
    expect(told()).toEqual(['one']);
  });

  it('come through while the session is still being opened', async () => {
    const { client, api, tell, told } = setUp();
    const open = api.open.getMockImplementation();
    const gate = deferred();
    api.open.mockImplementationOnce(async (received, listener) => {
      await open?.(received, listener);
      await gate.promise;
      return sessionInfo;
    });
    const opening = client.open(request);
    while (api.open.mock.calls.length === 0) await nextTask();
    await tell(1, 'preparing');
    expect(told()).toEqual(['preparing']);
    gate.resolve();
    await opening;
  });

  it('are the older run’s again when a session could not be opened', async () => {
    const { client, api, tell, told } = setUp();
    await client.open(request);
    api.open.mockRejectedValueOnce(new Error('開けません'));
    await expect(client.open(request)).rejects.toThrow('開けません');
    await tell(1, 'still there');
    expect(told()).toEqual(['still there']);
  });

  it('of the older run are kept while another is being opened, in case it cannot be', async () => {
    const { client, api, tell, told } = setUp();
    await client.open(request);
    const gate = deferred();
    api.open.mockImplementationOnce(() => gate.promise.then(() => Promise.reject(new Error('no'))));
    const opening = client.open(request);
    while (api.open.mock.calls.length < 2) await nextTask();
    await tell(1, 'meanwhile');
    gate.resolve();
    await expect(opening).rejects.toThrow('no');
    expect(told()).toEqual([]);
    expect(client.missed()).toMatchObject([{ run: 1, message: 'meanwhile' }]);
    expect(client.missed()).toEqual([]);
  });

  it('stop when the client is disposed', async () => {
    const { client, tell, told } = setUp();
    await client.open(request);
    client.dispose();
    await Promise.race([tell(1, 'late'), nextTask()]);
    for (let i = 0; i < 5; i++) await nextTask();
    expect(told()).toEqual([]);
  });
});

describe('a worker that dies', () => {
  it('is a failure of the run it trained, that names the reason', async () => {
    const { client, events, kill } = setUp();
    await client.open(request);
    kill('out of memory');
    expect(events).toEqual([
      {
        run: 1,
        type: 'failure',
        kind: 'internal',
        message: expect.stringMatching(
          /^計算用のプログラムが止まりました。.*out of memory/,
        ) as string,
        lastGoodStep: null,
      },
    ]);
  });

  it('whose parts could not be imported is let go, since it would remember that', async () => {
    const { client, api, workers } = setUp();
    const missing = new TypeError('Failed to fetch dynamically imported module: http://x/y.js');
    api.open.mockRejectedValueOnce(missing);
    await expect(client.open(request)).rejects.toThrow('y.js');
    await client.open(request);
    expect(workers).toHaveLength(2);
    // One that has a run is kept.
    api.open.mockRejectedValueOnce(missing);
    await expect(client.open(request)).rejects.toThrow('y.js');
    expect(workers[1]?.terminate).not.toHaveBeenCalled();
  });

  it('whose parts could not be imported says so to all who wait for it', async () => {
    const { client, api } = setUp();
    const missing = new TypeError('Failed to fetch dynamically imported module: http://x/y.js');
    api.prepare.mockRejectedValueOnce(missing);
    api.open.mockReturnValueOnce(deferred<typeof sessionInfo>().promise);
    const preparing = client.prepare({ family: 'line-gan' } as never);
    const opening = client.open(request);
    await expect(preparing).rejects.toThrow('y.js');
    await expect(opening).rejects.toThrow('y.js');
  });

  it('that could not even be loaded says so', async () => {
    const { client, api, told, kill } = setUp();
    api.open.mockReturnValueOnce(deferred<typeof sessionInfo>().promise);
    const opening = client.open(request);
    kill();
    await expect(opening).rejects.toBeInstanceOf(WorkerEnded);
    expect(told()).toEqual([expect.stringContaining('プログラムを読み込めませんでした')]);
  });

  it('leaves no command waiting', async () => {
    const { client, api, kill } = setUp();
    await client.open(request);
    api.step.mockReturnValueOnce(deferred().promise);
    const step = client.step();
    kill('crash');
    await expect(step).rejects.toBeInstanceOf(WorkerEnded);
    await expect(client.step()).rejects.toThrow('先に「実行」を押してください。');
  });

  it('is replaced by another on the next session', async () => {
    const { client, workers, tell, told, kill } = setUp();
    await client.open(request);
    kill('crash');
    await client.open(request);
    await tell(2, 'alive');
    expect(workers).toHaveLength(2);
    expect(workers[0]?.terminate).toHaveBeenCalled();
    expect(told().at(-1)).toBe('alive');
  });

  it('once replaced has nothing more to say', async () => {
    const { client, workers, events } = setUp();
    await client.open(request);
    const first = workers[0]?.worker;
    client.dispose();
    await client.open(request);
    first?.onerror?.call(first, { message: 'late' } as ErrorEvent);
    expect(events).toEqual([]);
    await client.step();
  });
});

describe('disposing of the client', () => {
  it('ends the worker, and rejects what was still awaited', async () => {
    const { client, api, workers } = setUp();
    await client.open(request);
    api.step.mockReturnValueOnce(deferred().promise);
    const step = client.step();
    client.dispose();
    await expect(step).rejects.toBeInstanceOf(WorkerEnded);
    expect(workers[0]?.terminate).toHaveBeenCalledTimes(1);
  });

  it('before any session does nothing', () => {
    const { client, workers } = setUp();
    client.dispose();
    expect(workers).toHaveLength(0);
  });

  it('leaves it usable: the next session has a worker and a run of its own', async () => {
    const { client, api, workers } = setUp();
    await client.open(request);
    client.dispose();
    await client.open(request);
    expect(workers).toHaveLength(2);
    expect(api.open.mock.calls.map(([{ run }]) => run)).toEqual([1, 2]);
  });
});

describe('the reader’s typing', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const threads = sessionInfo.backend.threads;

  it.each([
    [threads, 1],
    [threads + 1, 0],
  ])('with %i cores, is told to the worker %i times', async (hardwareConcurrency, times) => {
    const { press } = stubPage();
    vi.stubGlobal('navigator', { hardwareConcurrency });
    const { client, api } = setUp();
    await client.open(request);
    // Of two sessions, the one that is open.
    await client.open(request);
    press(new FakeField(true));
    await client.pause();
    client.dispose();
    press(new FakeField(true));
    expect(api.typed).toHaveBeenCalledTimes(times);
  });
});
