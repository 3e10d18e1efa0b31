import { expose } from 'comlink';
import { vi } from 'vitest';
import type { OpenRequest, RuntimeEvent, TrainingWorkerApi } from '@lib/runtime/protocol';
import { checkpointOf, settings } from './fake-trainer';

export const sessionInfo = {
  backend: { backend: 'cpu', threads: 1, chosenBy: 'reader', measurements: [] },
  images: { count: 100, source: 'shipped' },
  stepsPerEpoch: 50,
  parameters: { generator: 2, discriminator: 1 },
  realSamples: { pixels: new Uint8Array(1), rows: 1, columns: 1, tileHeight: 1, tileWidth: 1 },
} as const;

/** The worker's side of the protocol, every command of which succeeds and is recorded. */
export function fakeApi() {
  const listeners = new Map<number, (event: RuntimeEvent) => void>();
  const network = () => ({ modelTopology: {}, weightSpecs: [], weightData: new ArrayBuffer(4) });
  const api = {
    open: vi.fn<TrainingWorkerApi['open']>((request, listener) => {
      listeners.set(request.run, listener);
      return Promise.resolve(sessionInfo);
    }),
    start: vi.fn<TrainingWorkerApi['start']>(() => Promise.resolve()),
    pause: vi.fn(() => Promise.resolve()),
    step: vi.fn(() => Promise.resolve()),
    update: vi.fn<TrainingWorkerApi['update']>(() => Promise.resolve()),
    saveWeights: vi.fn(() => Promise.resolve({ generator: network(), discriminator: network() })),
    loadWeights: vi.fn<TrainingWorkerApi['loadWeights']>(() => Promise.resolve()),
    checkpoint: vi.fn<TrainingWorkerApi['checkpoint']>(() =>
      Promise.resolve(checkpointOf({ step: 3, randomStates: { noise: [1] } })),
    ),
    measureQuality: vi.fn(() => Promise.resolve()),
    inspectSample: vi.fn<TrainingWorkerApi['inspectSample']>((index) =>
      Promise.resolve({
        ...{ step: 3, index, nearestIndex: 5, distance: 900, score: 0.5 },
        image: new Uint8Array(784),
        nearest: new Uint8Array(784),
      }),
    ),
    nearestSamples: vi.fn<TrainingWorkerApi['nearestSamples']>((count) =>
      Promise.resolve({
        ...{ step: 3, realDistance: 1000, distances: new Array<number>(count).fill(900) },
        images: new Uint8Array(count * 784),
        nearest: new Uint8Array(count * 784),
      }),
    ),
    bestSamples: vi.fn<TrainingWorkerApi['bestSamples']>(() =>
      Promise.resolve({ step: 3, candidates: 1, tiles: sessionInfo.realSamples, scores: [0.5] }),
    ),
    close: vi.fn(() => Promise.resolve()),
  } satisfies TrainingWorkerApi;
  return { api, listeners };
}

/** A worker whose other side runs here, over a real message channel. */
export function fakeWorker(api: TrainingWorkerApi) {
  const { port1, port2 } = new MessageChannel();
  expose(api, port2);
  const terminate = vi.fn(() => {
    port1.close();
  });
  const worker = Object.assign(port1, { terminate, onerror: null }) as unknown as Worker;
  return { worker, terminate };
}

export const request: Omit<OpenRequest, 'run'> = {
  settings,
  backend: 'auto',
  source: { kind: 'shipped' },
};
