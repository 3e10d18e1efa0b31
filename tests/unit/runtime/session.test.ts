import { beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  BackendReport,
  DcganCheckpoint,
  OpenRequest,
  RuntimeEvent,
  SavedDcgan,
} from '@lib/runtime/protocol';
import { nextTask } from '@lib/runtime/scheduling';
import { Session, type SessionEnvironment } from '@lib/runtime/session';
import type { DcganTrainerOptions } from '@lib/training/dcgan-trainer';
import { checkpointOf, deferred, FakeTrainer, settings } from '../support/fake-trainer';

/** The trainers that sessions made, in order. */
const trainers: SessionTrainer[] = [];

/** Takes up states and weights unless they say that they are broken. */
class SessionTrainer extends FakeTrainer {
  constructor(readonly made: DcganTrainerOptions) {
    super({ settings: made.settings });
    trainers.push(this);
  }
  override restore(checkpoint: DcganCheckpoint): void {
    if (checkpoint.step < 0) throw new Error('壊れた状態');
    super.restore(checkpoint);
  }
  override loadWeights(saved: SavedDcgan): void {
    if (saved.generator.weightData.byteLength === 1) throw new Error('壊れた重み');
    super.loadWeights(saved);
  }
}

vi.mock('@lib/training/dcgan-trainer', () => ({
  get DcganTrainer() {
    return SessionTrainer;
  },
}));

const dataset = (count: number) => ({
  images: Uint8Array.from({ length: count * 784 }, (_, i) => Math.floor(i / 784)),
  labels: null,
  count,
  height: 28,
  width: 28,
});
const network = (bytes: number) => ({
  modelTopology: {},
  weightSpecs: [],
  weightData: new ArrayBuffer(bytes),
});
const weights = (bytes: number): SavedDcgan => ({
  generator: network(bytes),
  discriminator: network(bytes),
});

/** A session in surroundings that can be told to fail. */
function setUp() {
  const events: RuntimeEvent[] = [];
  const activated: string[] = [];
  let loseDevice: (reason: string) => void = () => undefined;
  const environment = {
    loadImages: vi.fn<SessionEnvironment['loadImages']>(() => Promise.resolve(dataset(100))),
    activateBackend: vi.fn((requested: OpenRequest['backend']): Promise<BackendReport> => {
      const backend = requested === 'auto' ? 'wasm' : requested;
      activated.push(backend);
      return Promise.resolve({ backend, threads: 1, chosenBy: 'measurement', measurements: [] });
    }),
    onDeviceLost: (callback: (reason: string) => void) => {
      loseDevice = callback;
    },
  };
  const session = new Session(environment);
  const open = (request: Partial<OpenRequest> = {}) =>
    session.open(
      { run: 1, settings, backend: 'auto', source: { kind: 'shipped' }, ...request },
      (event) => events.push(event),
    );
  const lose = (reason: string) => {
    loseDevice(reason);
  };
  return { session, open, events, environment, activated, lose };
}

beforeEach(() => {
  trainers.length = 0;
});

describe('opening a session', () => {
  it('tells the backend, the images, the networks’ sizes and real images', async () => {
    const { open } = setUp();
    const info = await open({ settings: { ...settings, batchSize: 30 } });
    expect(info.backend.backend).toBe('wasm');
    expect(info.images).toEqual({ count: 100, source: 'shipped' });
    expect(info.stepsPerEpoch).toBe(3);
    expect(info.parameters).toEqual({ generator: 2, discriminator: 1 });
    const { pixels, ...grid } = info.realSamples;
    expect(grid).toEqual({ rows: 8, columns: 8, tileHeight: 28, tileWidth: 28 });
    // The first pixels of the first two tiles of the second row: images 8 and 9.
    expect([pixels[28 * 8 * 28], pixels[28 * 8 * 28 + 28]]).toEqual([8, 9]);
  });

  it('shows all real images where there are fewer than the grid holds', async () => {
    const { open, environment } = setUp();
    environment.loadImages.mockResolvedValue(dataset(10));
    const { realSamples } = await open();
    expect(realSamples.rows).toBe(2);
  });

  it('tells in between what is going on, then shows the first samples, all under its run', async () => {
    const { open, events } = setUp();
    await open({ run: 7 });
    expect(events.map(({ type }) => type)).toEqual(['progress', 'progress', 'progress', 'samples']);
    expect(events.every(({ run }) => run === 7)).toBe(true);
  });

  it('hands the source and the backend that are asked for on', async () => {
    const { open, environment } = setUp();
    const source = { kind: 'files', files: [] } as const;
    const info = await open({ source, backend: 'cpu' });
    expect(environment.loadImages).toHaveBeenCalledWith(source);
    expect(info).toMatchObject({ images: { source: 'files' }, backend: { backend: 'cpu' } });
  });

  it('goes on from a checkpoint', async () => {
    const { open, events } = setUp();
    await open({ checkpoint: checkpointOf({ step: 12 }) });
    expect(events.at(-1)).toMatchObject({ type: 'samples', step: 12 });
  });

  it('starts from saved weights', async () => {
    const { open } = setUp();
    await open({ weights: weights(4) });
    expect(trainers[0]?.log[0]).toBe('load at 0');
  });

  it('ends the older session', async () => {
    const { session, open } = setUp();
    await open();
    await session.start();
    await open({ run: 2 });
    expect(trainers.map(({ isDisposed }) => isDisposed)).toEqual([true, false]);
  });

  it('twice at the same time leaves the second', async () => {
    const { session, open, environment } = setUp();
    const slow = deferred<ReturnType<typeof dataset>>();
    environment.loadImages.mockReturnValueOnce(slow.promise);
    const both = Promise.all([
      open({ run: 1 }),
      open({ run: 2, settings: { ...settings, seed: 2 } }),
    ]);
    await nextTask();
    slow.resolve(dataset(100));
    await both;
    expect(trainers.map(({ isDisposed }) => isDisposed)).toEqual([true, false]);
    expect((await session.checkpoint('present'))?.settings.seed).toBe(2);
  });
});

describe('a session that cannot be opened', () => {
  const failures: Record<
    string,
    { arrange?: (environment: ReturnType<typeof setUp>['environment']) => void } & {
      request?: Partial<OpenRequest>;
      message: string | RegExp;
    }
  > = {
    'its images cannot be loaded': {
      arrange: ({ loadImages }) => loadImages.mockRejectedValueOnce(new Error('HTTP 404')),
      message: 'HTTP 404',
    },
    'its batches are larger than the images are many': {
      request: { settings: { ...settings, batchSize: 101 } },
      message: 'バッチサイズは101ですが、学習画像は100枚です。',
    },
    'its backend cannot be used': {
      arrange: ({ activateBackend }) =>
        activateBackend.mockRejectedValueOnce(new Error('使えません')),
      message: '使えません',
    },
    'its weights are of another network': {
      request: { weights: weights(1) },
      message: '壊れた重み',
    },
    'its checkpoint is broken': {
      request: { checkpoint: checkpointOf({ step: -1 }) },
      message: '壊れた状態',
    },
  };

  it.each(Object.entries(failures))(
    'since %s, and leaves the older one paused, to go on when told',
    async (_, { arrange, request, message }) => {
      const { session, open, environment } = setUp();
      await open({ settings: { ...settings, epochs: 1000 } });
      await session.start();
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
    const { open, activated } = setUp();
    await open({ backend: 'cpu' });
    await expect(open({ backend: 'wasm', weights: weights(1) })).rejects.toThrow();
    expect(activated).toEqual(['cpu', 'wasm', 'cpu']);
  });

  it('since its first samples cannot be drawn frees its trainer', async () => {
    const { session, open } = setUp();
    await open();
    vi.spyOn(SessionTrainer.prototype, 'sample').mockRejectedValueOnce(new Error('no memory'));
    await expect(open({ run: 2 })).rejects.toThrow('no memory');
    expect(trainers.map(({ isDisposed }) => isDisposed)).toEqual([false, true]);
    await session.step();
    expect(trainers[0]?.step).toBe(1);
  });

  it('leaves none when there was none before', async () => {
    const { session, open } = setUp();
    await expect(open({ weights: weights(1) })).rejects.toThrow();
    await expect(session.start()).rejects.toThrow('先に「実行」を押してください。');
  });
});

describe('a session’s commands', () => {
  it('are refused in Japanese before one is open', async () => {
    const { session } = setUp();
    for (const command of [
      () => session.start(),
      () => session.pause(),
      () => session.step(),
      () => session.update(settings),
      () => session.saveWeights(),
      () => session.loadWeights(weights(4)),
      () => session.checkpoint('present'),
    ]) {
      await expect(command()).rejects.toThrow('学習がまだ準備されていません');
    }
  });

  it('train, pause and step', async () => {
    const { session, open, events } = setUp();
    await open();
    await session.start();
    await nextTask();
    await session.pause();
    const step = trainers[0]?.step ?? NaN;
    expect(step).toBeGreaterThan(0);
    await session.step();
    expect(trainers[0]?.step).toBe(step + 1);
    expect(events.at(-1)).toEqual({ run: 1, type: 'status', status: 'paused' });
  });

  it('change settings, weights and save both between two steps', async () => {
    const { session, open } = setUp();
    await open();
    await session.start();
    await Promise.all([
      session.update({ ...settings, epochs: 9 }),
      session.loadWeights(weights(4)),
      session.saveWeights(),
    ]);
    await session.pause();
    expect(trainers[0]?.settings.epochs).toBe(9);
    expect(trainers[0]?.log).toEqual(expect.arrayContaining(['update at 1', 'load at 1']));
  });

  it('give the present state, or the last good one', async () => {
    const { session, open } = setUp();
    await open();
    await session.step();
    expect(await session.checkpoint('present')).toMatchObject({ step: 1 });
    expect(await session.checkpoint('last-good')).toMatchObject({ step: 0 });
  });

  it('give the last good state after a failure too, which a new session takes up', async () => {
    const { session, open, lose, events } = setUp();
    await open();
    await session.step();
    lose('失われました');
    expect(events.at(-1)).toMatchObject({ type: 'failure', kind: 'device-lost', lastGoodStep: 0 });
    await expect(session.checkpoint('present')).rejects.toThrow(/続けられない/);
    const checkpoint = await session.checkpoint('last-good');
    if (!checkpoint) throw new Error('there is no last good state');
    await open({ run: 2, checkpoint });
    await session.step();
    expect(trainers.at(-1)?.step).toBe(1);
  });
});

describe('closing a session', () => {
  it('frees its trainer, and leaves none', async () => {
    const { session, open } = setUp();
    await open();
    await session.start();
    await session.close();
    expect(trainers[0]?.isDisposed).toBe(true);
    await expect(session.step()).rejects.toThrow();
  });

  it('while one is being opened closes that one', async () => {
    const { session, open } = setUp();
    const opening = open();
    await session.close();
    await opening;
    expect(trainers.map(({ isDisposed }) => isDisposed)).toEqual([true]);
  });

  it('does nothing when there is none', async () => {
    await expect(setUp().session.close()).resolves.toBeUndefined();
  });
});
