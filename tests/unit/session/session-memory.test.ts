/** A session on the real trainer and a real backend, and what it leaves behind. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { activateBackend } from '@lib/backends/activate';
import type { BackendName, BackendReport } from '@lib/backends/report';
import type { ImageTiles } from '@lib/data/image-grid';
import type { DcganInfo } from '@lib/models/dcgan-mnist';
import { SessionClient } from '@lib/session/client';
import type { SessionEvent } from '@lib/session/protocol';
import { Session } from '@lib/session/session';
import { activateWasm, nodeWasmAssets } from '../backends/wasm/node-wasm';
import { clientRequestOf, report } from '../support/fake-session';
import { fakeWorker } from '../support/fake-worker';
import { settings } from '../support/settings';
import { noiseDataset } from '../support/tiny-mnist';

const request = {
  ...clientRequestOf([settings]),
  family: 'dcgan-mnist',
  view: { kind: 'grid', side: 8 },
};

let session: Session;
let client: SessionClient;
let events: SessionEvent[];
let activate: () => Promise<BackendReport>;
let start: { numTensors: number; numDataBuffers: number };

beforeAll(activateWasm);

beforeEach(() => {
  const { numTensors, numDataBuffers } = tf.memory();
  start = { numTensors, numDataBuffers };
  events = [];
  activate = () => Promise.resolve(report);
  session = new Session({
    loadData: () => Promise.resolve(noiseDataset(70)),
    loadShipped: () => Promise.reject(new Error('not asked for')),
    loadClassifier: () => Promise.reject(new Error('there is none')),
    activateBackend: () => activate(),
    onDeviceLost: () => undefined,
  });
  client = new SessionClient({
    onEvent: (event) => events.push(event),
    createWorker: () => fakeWorker(session).worker,
  });
});

afterEach(async () => {
  client.dispose();
  await session.close();
});

/** The compiled program of tfjs. */
interface Program {
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Take memory, of which no more than so many bytes in one piece are left. */
function takeAllBut(program: Program, bytes: number): number[] {
  const taken: number[] = [];
  for (let size = 2 ** 31 - 2 ** 20; size > bytes; size /= 2) {
    try {
      for (;;) taken.push(program._malloc(size));
    } catch {
      // Then smaller ones.
    }
  }
  return taken;
}

const frames = () => events.filter((event) => event.type === 'frame');
const lastTiles = () => frames().at(-1)?.pictures?.[0] as ImageTiles | undefined;

describe('a session on real networks', () => {
  it('trains, and shows numbers and pictures of the right sizes', async () => {
    const info = await client.open(request);
    expect(info.parameters[0]?.['generator']).toBeGreaterThan(6_000_000);
    expect(info.totalRounds).toBe(70);
    const { imageCount, stepsPerEpoch, realSamples } = info.family as DcganInfo;
    expect([imageCount, stepsPerEpoch]).toEqual([70, 35]);
    expect(realSamples).toMatchObject({ rows: 8, columns: 8 });
    await client.step();
    // Frames come through a channel of their own.
    await vi.waitFor(() => {
      const [round] = frames().flatMap(({ rounds }) => rounds);
      expect(round).toMatchObject({ step: 1, lanes: [{ step: 1 }] });
      expect(frames().at(-1)).toMatchObject({ run: 1, step: 1 });
    });
    expect(lastTiles()).toMatchObject({ rows: 8, columns: 8 });
    expect(new Set(lastTiles()?.pixels).size).toBeGreaterThan(20);
  });

  it('gives every tensor back when it is closed', async () => {
    await client.open(request);
    await client.step();
    await client.loadWeights(await client.saveWeights());
    await session.close();
    expect(tf.memory()).toMatchObject(start);
  });

  it('gives every tensor of the older one back when another is opened', async () => {
    await client.open(request);
    const { numTensors } = tf.memory();
    await client.open({ ...request, from: { kind: 'kept', name: 'present' } });
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('gives every tensor of one that could not be opened back', async () => {
    const { generator } = await client.open(request).then(() => client.saveWeights());
    if (!generator) throw new Error('there is no generator');
    const { numTensors } = tf.memory();
    const networks = { generator, discriminator: generator };
    const from = { kind: 'weights', networks } as const;
    await expect(client.open({ ...request, from })).rejects.toThrow(/^識別器の重みが/);
    expect(tf.memory().numTensors).toBe(numTensors);
    await client.step();
  });

  it('gives everything back over ten changes of the backend and twenty resets', async () => {
    let backend: BackendName = 'wasm';
    activate = async () => {
      const threads = await activateBackend(backend, nodeWasmAssets);
      return { ...report, backend, threads };
    };
    const small = { ...request, view: { kind: 'grid', side: 1 } };
    await client.open(small);
    const { numTensors, numDataBuffers, numBytes } = tf.memory();
    for (let reset = 1; reset <= 20; reset++) {
      if (reset % 2 === 0) backend = backend === 'wasm' ? 'cpu' : 'wasm';
      expect((await client.open(small)).backend.backend).toBe(backend);
      if (backend === 'wasm') await client.step();
    }
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers, numBytes });
    await session.close();
    expect(tf.memory()).toMatchObject(start);
  });

  it('says in Japanese that memory is short, gives it back, and trains when there is some', async () => {
    await client.open(request);
    const { numTensors } = tf.memory();
    const program = (tf.backend() as unknown as { wasm: Program }).wasm;
    const taken = takeAllBut(program, 2 ** 24);
    const large = { ...request, lanes: [{ ...settings, batchSize: 64 }] };
    await expect(client.open(large)).rejects.toThrow(/^メモリーが足りません/);
    expect(tf.memory().numTensors).toBe(numTensors);
    await client.step();
    expect(events.at(-1)).toMatchObject({
      type: 'failure',
      message: expect.stringContaining('メモリーが足りません') as string,
    });
    taken.forEach((address) => {
      program._free(address);
    });
    await client.open(large);
    await client.step();
    await expect.poll(() => frames().at(-1)?.step).toBe(1);
  });

  it('gives back what a step had kept for its gradients when memory ran short', async () => {
    await client.open(request);
    const program = (tf.backend() as unknown as { wasm: Program }).wasm;
    const taken = takeAllBut(program, 2 ** 22);
    await expect(client.step().then(() => client.step())).rejects.toThrow('続けられない状態');
    taken.forEach((address) => {
      program._free(address);
    });
    await session.close();
    // But for some single numbers.
    expect(tf.memory().numBytes).toBeLessThan(100);
    await client.open(request);
    await client.step();
    await expect.poll(() => frames().at(-1)?.step).toBe(1);
  });

  it('moves on through a checkpoint with its weights, its step and its noise', async () => {
    await client.open(request);
    await client.step();
    const before = lastTiles();
    const checkpoints = await client.checkpoint('present');
    if (!checkpoints) throw new Error('there is no checkpoint');
    client.dispose();
    const from = { kind: 'checkpoints', checkpoints } as const;
    const info = await client.open({ ...request, lanes: [{ ...settings, epochs: 5 }], from });
    expect(info).toMatchObject({ step: 1, totalRounds: 175 });
    expect(frames().at(-1)).toMatchObject({ run: 2, step: 1 });
    expect(lastTiles()?.pixels).toEqual(before?.pixels);
    await client.step();
    expect(frames().at(-1)).toMatchObject({ step: 2 });
  });
});
