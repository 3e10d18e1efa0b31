/** A session on the real trainer and a real backend, and what it leaves behind. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TrainingClient } from '@lib/runtime/client';
import type { BackendReport, RuntimeEvent } from '@lib/runtime/protocol';
import { Session } from '@lib/runtime/session';
import { activateWasm } from '../backends/wasm/node-wasm';
import { settings } from '../support/fake-trainer';
import { fakeWorker, request } from '../support/fake-worker';
import { noiseDataset } from '../support/tiny-mnist';

const report: BackendReport = {
  backend: 'wasm',
  threads: 1,
  chosenBy: 'reader',
  measurements: [],
};

let session: Session;
let client: TrainingClient;
let events: RuntimeEvent[];
let start: { numTensors: number; numDataBuffers: number };

beforeAll(activateWasm);

beforeEach(() => {
  const { numTensors, numDataBuffers } = tf.memory();
  start = { numTensors, numDataBuffers };
  events = [];
  session = new Session({
    loadImages: () => Promise.resolve(noiseDataset(70)),
    activateBackend: () => Promise.resolve(report),
    onDeviceLost: () => undefined,
  });
  client = new TrainingClient({
    onEvent: (event) => events.push(event),
    createWorker: () => fakeWorker(session).worker,
  });
});

afterEach(async () => {
  client.dispose();
  await session.close();
});

describe('a session on real networks', () => {
  it('trains, and shows numbers and pictures of the right sizes', async () => {
    const info = await client.open(request);
    expect(info.parameters.generator).toBeGreaterThan(6_000_000);
    expect(info.stepsPerEpoch).toBe(35);
    await client.step();
    const metrics = events.find((event) => event.type === 'metrics');
    expect(metrics).toMatchObject({ run: 1, epoch: 1, batch: 1, steps: [{ step: 1 }] });
    const samples = events.findLast((event) => event.type === 'samples');
    expect(samples).toMatchObject({ run: 1, step: 1, tiles: { rows: 8, columns: 8 } });
    expect(new Set(samples?.tiles.pixels).size).toBeGreaterThan(20);
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
    const checkpoint = await client.checkpoint('present');
    if (!checkpoint) throw new Error('there is no checkpoint');
    await client.open({ ...request, checkpoint });
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('gives every tensor of one that could not be opened back', async () => {
    const { generator } = await client.open(request).then(() => client.saveWeights());
    const { numTensors } = tf.memory();
    const weights = { generator, discriminator: generator };
    await expect(client.open({ ...request, weights })).rejects.toThrow(/^識別器の重みが/);
    expect(tf.memory().numTensors).toBe(numTensors);
    await client.step();
  });

  it('moves on through a checkpoint with its weights, its step and its noise', async () => {
    await client.open(request);
    await client.step();
    const before = events.findLast((event) => event.type === 'samples');
    const checkpoint = await client.checkpoint('present');
    if (!checkpoint) throw new Error('there is no checkpoint');
    client.dispose();
    await client.open({ ...request, settings: { ...settings, epochs: 5 }, checkpoint });
    const after = events.findLast((event) => event.type === 'samples');
    expect(after).toMatchObject({ run: 2, step: 1 });
    expect(after?.tiles.pixels).toEqual(before?.tiles.pixels);
    await client.step();
    expect(events.findLast((event) => event.type === 'metrics')).toMatchObject({ batch: 2 });
  });
});
