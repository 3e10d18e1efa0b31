/** Small GANs in the session that they are trained in. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { nextTask } from '@lib/scheduling';
import type { ToyComparison, ToyInfo, ToyPicture } from '@lib/models/toy-gan';
import type { ToyLane } from '@lib/models/toy-settings';
import { SessionClient } from '@lib/session/client';
import type { OpenRequest, SessionEvent } from '@lib/session/protocol';
import { Session } from '@lib/session/session';
import { WorkerEnded } from '@lib/session/worker-connection';
import { clientRequestOf, report, requestOf } from '../support/fake-session';
import { fakeWorker } from '../support/fake-worker';
import { idle, until } from '../support/run';
import { toySettings, toyView, useCpuKernels } from '../support/toy';

beforeAll(useCpuKernels);

const full = { kind: 'full' } as const;
const given = { family: 'toy-gan', view: toyView, watches: { comparison: null } } as const;
const stroke = [[[-0.5, 0], [0.5, 0]]] as const; // prettier-ignore

function createSession(): Session {
  return new Session({
    loadData: () => Promise.reject(new Error('small GANs draw their own data')),
    loadShipped: () => Promise.reject(new Error('not asked for')),
    loadClassifier: () => Promise.reject(new Error('there is none')),
    activateBackend: () => Promise.resolve({ ...report, backend: 'cpu', chosenBy: 'family' }),
    onDeviceLost: () => undefined,
  });
}

function setUp() {
  const session = createSession();
  const events: SessionEvent[] = [];
  const open = async (
    lanes: readonly ToyLane[] = [toySettings],
    changes: Partial<OpenRequest> = {},
  ) => {
    const info = await session.open({ ...requestOf(lanes), ...given, ...changes }, (event) => {
      events.push(event);
    });
    return { ...info, family: info.family as ToyInfo };
  };
  const frames = () => events.filter((event) => event.type === 'frame');
  const pictureOf = (i: number) => frames().at(i)?.pictures?.[0] as ToyPicture;
  const compared = () =>
    events.flatMap((event) =>
      event.type === 'watch' ? [event.value as readonly (ToyComparison | null)[]] : [],
    );
  return { session, events, open, frames, pictureOf, compared };
}

describe('a session of small GANs', () => {
  it('tells of its data, and shows the untrained networks', async () => {
    const { open, events } = setUp();
    const info = await open();
    expect(info.family.dimension).toBe(2);
    expect(info.parameters).toEqual([{ generator: 74, discriminator: 67 }]);
    expect(info.family.density.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
    expect(info.family.modes).toHaveLength(8);
    expect(events.map(({ type }) => type)).toEqual(['progress', 'progress', 'frame', 'watch']);
    expect(events.at(2)).toMatchObject({ run: 1, cause: 'open' });
  });

  it('shows what the view asks for, and nothing else', async () => {
    const { session, open, pictureOf, compared } = setUp();
    await open();
    const picture = pictureOf(0);
    expect(picture.points).toHaveLength(2 * toyView.points);
    expect(picture.outputs).toHaveLength(toyView.mapCells ** 2);
    expect(picture.arrows.arrows).toHaveLength(2 * toyView.arrows);
    expect(picture.lattice).toHaveLength(2 * (toyView.latticeSteps + 1) ** 2);
    expect(picture.density).toBeNull();
    expect(compared()[0]?.[0]?.coverage?.counts).toHaveLength(8);
    expect(compared()[0]?.[0]?.floor.js).toBeGreaterThan(0);
    await session.setView({ points: 0, mapCells: 0, arrows: 0, latticeSteps: 0 });
    const { points, outputs, arrows, lattice } = pictureOf(-1);
    expect([points, outputs, arrows.points, lattice].map(({ length }) => length)).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('compares nothing where nobody asks for it', async () => {
    const { open, compared } = setUp();
    await open([toySettings], { watches: {} });
    expect(compared()).toEqual([]);
  });

  it('shows the generator’s density on the line', async () => {
    const { open, pictureOf } = setUp();
    await open([{ ...toySettings, data: 'two-peaks', noiseDimension: 1 }]);
    expect(pictureOf(0).density?.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
  });

  it('steps one round, or one network, at a time', async () => {
    const { session, open, frames } = setUp();
    await open();
    await session.step();
    expect(frames().at(-1)).toMatchObject({ cause: 'round', metrics: [{ step: 1 }] });
    await session.takeTurn('discriminator');
    await session.takeTurn('generator');
    const metrics = [{ step: 2, discriminatorUpdates: 2 }];
    expect(frames().at(-1)).toMatchObject({ cause: 'generator', step: 2, metrics });
  });

  it('tells hundreds of rounds a second by the newest only', async () => {
    const { session, open, frames } = setUp();
    await open();
    await session.start(full);
    await until(() => (frames().at(-1)?.step ?? 0) > 50);
    await session.pause();
    expect(frames().every(({ rounds }) => rounds.length <= 1)).toBe(true);
    expect(frames().at(-1)?.roundsPerSecond).toBeGreaterThan(10);
  });

  it('changes settings and data in place', async () => {
    const { session, open, compared } = setUp();
    await open();
    await session.step();
    const changed: ToyLane = { ...toySettings, data: 'drawn', drawing: stroke, seed: 99 };
    const { modes, real } = (await session.update([changed])).family as ToyInfo;
    expect(modes).toEqual([]);
    expect(Math.max(...real.filter((_, i) => i % 2 === 1))).toBeLessThan(0.3);
    expect(compared().at(-1)?.[0]?.coverage).toBeNull();
    const [state] = (await session.checkpoint('present')) ?? [];
    expect(state?.settings).toMatchObject({ data: 'drawn', seed: toySettings.seed });
    expect(state?.step).toBe(1);
  });

  it('changes all lanes or, where one refuses, none', async () => {
    const { session, open } = setUp();
    await open([toySettings, toySettings]);
    const good = { ...toySettings, batchSize: 3 };
    const bad = { ...toySettings, loss: 'wasserstein', unrolledSteps: 2 } as const;
    await expect(session.update([good, bad])).rejects.toThrow(/一緒に使えません/);
    const states = (await session.checkpoint('present')) ?? [];
    expect(states.map(({ settings }) => settings)).toEqual([toySettings, toySettings]);
  });

  it('goes on from saved states', async () => {
    const { session, open, frames } = setUp();
    await open();
    await session.step();
    const checkpoints = structuredClone((await session.checkpoint('present')) ?? []);
    await session.step();
    const expected = frames().at(-1)?.metrics;
    await open([toySettings], { run: 2, from: { kind: 'checkpoints', checkpoints } });
    await session.step();
    expect(frames().at(-1)?.metrics).toEqual(expected);
  });

  it('stays as it was when the next one cannot be opened', async () => {
    const { session, open } = setUp();
    await open();
    const before = tf.memory().numTensors;
    await expect(open([toySettings, { ...toySettings, noiseDimension: 5 }])).rejects.toThrow(
      /1か2/,
    );
    await expect(open([{ ...toySettings, data: 'drawn' }])).rejects.toThrow(/描かれていません/);
    expect(tf.memory().numTensors).toBe(before);
    await session.step();
  });

  it('stops when it diverges, says why, and refuses to go on', async () => {
    const { session, open, events } = setUp();
    await open([
      {
        ...toySettings,
        optimizer: 'sgd',
        generatorLearningRate: 1e30,
        discriminatorLearningRate: 1e30,
        activation: 'relu',
      },
    ]);
    await session.start(full);
    await until(() => events.some(({ type }) => type === 'failure'));
    expect(events.at(-1)).toMatchObject({ kind: 'diverged' });
    await expect(session.start(full)).rejects.toThrow(/リセット/);
    await expect(session.takeTurn('discriminator')).rejects.toThrow(/リセット/);
  });

  it('gives twins the head start that each would have had alone', async () => {
    const lanes = [toySettings, { ...toySettings, loss: 'saturating' }] as const;
    const first = async (opened: readonly ToyLane[]) => {
      const { session, open, frames } = setUp();
      await open(opened, { headStart: 20, watches: {} });
      await session.step();
      return frames().at(-1)?.metrics ?? [];
    };
    const together = await first(lanes);
    expect(together).toEqual([...(await first([lanes[0]])), ...(await first([lanes[1]]))]);
    expect(together[0]).toMatchObject({ step: 1, discriminatorUpdates: 21 });
  });

  it('refuses commands before it is open and after it is closed, and then holds no tensor', async () => {
    const { session, open } = setUp();
    const before = tf.memory().numTensors;
    await expect(session.step()).rejects.toThrow('先に「実行」を押してください。');
    await open();
    await session.start(full);
    await open([toySettings], { run: 2 });
    await session.close();
    await expect(session.pause()).rejects.toThrow('先に「実行」を押してください。');
    expect(tf.memory().numTensors).toBe(before);
  });
});

const clients: SessionClient[] = [];

afterEach(() => {
  // Their message channels would keep the process alive.
  for (const client of clients.splice(0)) client.dispose();
});

/** A client whose workers' other side runs here, over a real message channel. */
function setUpClient() {
  const events: SessionEvent[] = [];
  const workers: Worker[] = [];
  const client = new SessionClient({
    onEvent: (event) => events.push(event),
    createWorker: () => {
      const { worker } = fakeWorker(createSession());
      workers.push(worker);
      return worker;
    },
  });
  clients.push(client);
  const request = { ...clientRequestOf([toySettings]), ...given };
  return { client, events, workers, request };
}

describe('the client of a session of small GANs', () => {
  it('has frames with their pictures handed over, and every command answered', async () => {
    const { client, events, request } = setUpClient();
    const info = await client.open(request);
    expect((info.family as ToyInfo).dimension).toBe(2);
    await client.takeTurn('discriminator', 2);
    await client.takeTurn('generator');
    await client.step();
    await client.setView({ ...toyView, points: 3 });
    await client.update([{ ...toySettings, batchSize: 4 }]);
    await client.start(full);
    await client.pause();
    expect(await client.checkpoint('present')).toMatchObject([{ settings: { batchSize: 4 } }]);
    const pictures = events.flatMap((event) => (event.type === 'frame' ? [event.pictures] : []));
    const pointsOf = (i: number) => (pictures.at(i)?.[0] as ToyPicture | undefined)?.points;
    expect(pointsOf(0)).toHaveLength(2 * toyView.points);
    expect(pointsOf(-1)).toHaveLength(6);
    expect(new Set(events.map(({ run }) => run))).toEqual(new Set([1]));
  });

  it('drops what an older run still has to say', async () => {
    const { client, events, request } = setUpClient();
    await client.open(request);
    await client.start(full);
    await client.open(request);
    const before = events.length;
    await client.step();
    while (!events.some(({ run }) => run === 2)) await nextTask();
    expect(events.slice(before).every(({ run }) => run === 2)).toBe(true);
  });

  it('hands refusals on, in Japanese', async () => {
    const { client, request } = setUpClient();
    await expect(client.start(full)).rejects.toThrow('先に「実行」を押してください。');
    const lanes = [{ ...toySettings, loss: 'wasserstein', unrolledSteps: 1 }];
    await expect(client.open({ ...request, lanes })).rejects.toThrow(/一緒に使えません/);
  });

  it('tells of a worker that dies, and starts another for the next session', async () => {
    const { client, events, workers, request } = setUpClient();
    await client.open(request);
    await client.start({ kind: 'slow-motion', seconds: 1000 });
    workers[0]?.onerror?.call(workers[0], { message: 'crash' } as ErrorEvent);
    expect(events.at(-1)).toMatchObject({ run: 1, type: 'failure', kind: 'internal' });
    await expect(client.step()).rejects.toThrow('先に「実行」を押してください。');
    await client.open(request);
    expect(workers).toHaveLength(2);
  });

  it('leaves no command waiting when it is disposed of', async () => {
    const { client, request } = setUpClient();
    await client.open(request);
    const step = client.takeTurn('discriminator', 100_000);
    await idle();
    client.dispose();
    await expect(step).rejects.toBeInstanceOf(WorkerEnded);
  });
});
