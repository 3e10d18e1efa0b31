import { expose } from 'comlink';
import { vi } from 'vitest';
import type { SessionApi, SessionEvent, SessionInfo } from '@lib/session/protocol';
import { report } from './fake-session';
import { checkpointOf, savedWeight } from './fake-trainer';

export const sessionInfo: SessionInfo = {
  backend: report,
  step: 0,
  totalRounds: null,
  parameters: [{ generator: 1 }],
  family: null,
};

/** The worker's side of the protocol, every command of which succeeds and is recorded. */
export function fakeApi() {
  const listeners = new Map<number, (event: SessionEvent) => void | Promise<void>>();
  const api = {
    open: vi.fn<SessionApi['open']>((request, listener) => {
      listeners.set(request.run, listener);
      return Promise.resolve(sessionInfo);
    }),
    prepare: vi.fn<SessionApi['prepare']>(() => Promise.resolve()),
    start: vi.fn<SessionApi['start']>(() => Promise.resolve()),
    pause: vi.fn(() => Promise.resolve()),
    step: vi.fn<SessionApi['step']>(() => Promise.resolve()),
    typed: vi.fn(() => Promise.resolve()),
    takeTurn: vi.fn<SessionApi['takeTurn']>(() => Promise.resolve()),
    update: vi.fn<SessionApi['update']>(() => Promise.resolve(sessionInfo)),
    setView: vi.fn<SessionApi['setView']>(() => Promise.resolve()),
    ask: vi.fn<SessionApi['ask']>((name, argument) => Promise.resolve({ name, argument })),
    saveWeights: vi.fn(() => Promise.resolve({ generator: savedWeight(3) })),
    loadWeights: vi.fn<SessionApi['loadWeights']>(() => Promise.resolve()),
    checkpoint: vi.fn<SessionApi['checkpoint']>(() =>
      Promise.resolve([checkpointOf({ step: 3, randomStates: { noise: [1] } })]),
    ),
    snapshot: vi.fn<SessionApi['snapshot']>(() =>
      Promise.resolve({
        networks: { generator: savedWeight(3) },
        checkpoint: checkpointOf({ step: 3, randomStates: { noise: [1] } }),
        optimizers: {},
        recipe: null,
      }),
    ),
    close: vi.fn(() => Promise.resolve()),
  } satisfies SessionApi;
  return { api, listeners };
}

/** A worker whose other side runs here, over a real message channel. */
export function fakeWorker(api: SessionApi) {
  const { port1, port2 } = new MessageChannel();
  expose(api, port2);
  const terminate = vi.fn(() => {
    port1.close();
  });
  const worker = Object.assign(port1, { terminate, onerror: null }) as unknown as Worker;
  return { worker, terminate };
}
