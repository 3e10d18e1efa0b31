import { vi } from 'vitest';
import type { BackendReport } from '@lib/backends/report';
import type { MnistDataset } from '@lib/data/mnist';
import type { Family, FamilyData } from '@lib/models/family';
import type { SavedNetwork } from '@lib/nn/network';
import type { FamilyModule } from '@lib/session/families';
import type { OpenRequest, SessionEvent } from '@lib/session/protocol';
import { Session, type SessionEnvironment } from '@lib/session/session';
import type { FakeSettings } from './fake-trainer';
import { FakeTrainer } from './fake-trainer';
import { noiseDataset } from './tiny-mnist';

/** A family without networks; the same but for the seed are twins. */
const fakeFamily: Family<FakeSettings> = {
  data: 'digits',
  computing: 'measured',
  pacing: { numbers: { interval: 100, share: 1 }, pictures: { interval: 1000, share: 0.1 } },
  tellsEveryRound: true,
  streams: [],
  seed: ({ seed = 1 }) => seed,
  networks: () => ({}),
  optimizers: () => ({}),
  turns: () => [],
  live: (_, next) => next,
  shows: () => null,
  totalRounds: ({ total }) => total ?? null,
  aheadKey: (settings) => JSON.stringify({ ...settings, seed: null }),
  asks: { double: (_, argument) => 2 * Number(argument), nothing: () => null },
  watches: {
    steps: () => ({
      pacing: { interval: 1000, share: 0.1 },
      isShownAtRest: true,
      look: (lanes) => lanes.map((lane) => lane?.step ?? null),
    }),
  },
};

export const report: BackendReport = {
  backend: 'wasm',
  threads: 1,
  chosenBy: 'reader',
  measurements: [],
};

/** A session of fake trainers in an environment that can be told to fail. */
export function setUpSession(changes: Partial<Family<FakeSettings>> = {}) {
  const trainers: FakeTrainer[] = [];
  const events: SessionEvent[] = [];
  const activated: string[] = [];
  /** What the trainers were made with. */
  const data: FamilyData[] = [];
  let loseDevice: (reason: string) => void = () => undefined;
  const module: FamilyModule = {
    family: { ...fakeFamily, ...changes } as unknown as Family<unknown>,
    createTrainer(settings, given) {
      data.push(given);
      const trainer = new FakeTrainer({ settings: settings as FakeSettings });
      trainer.check(trainer.settings);
      trainers.push(trainer);
      return trainer;
    },
    infoOf: (lanes) => ({ steps: lanes.map(({ step }) => step) }),
  };
  const environment = {
    loadData: vi.fn((): Promise<MnistDataset> => Promise.resolve(noiseDataset(4))),
    activateBackend: vi.fn<SessionEnvironment['activateBackend']>((requested) => {
      const backend = requested === 'auto' || requested === 'small' ? 'wasm' : requested;
      activated.push(backend);
      return Promise.resolve({ ...report, backend });
    }),
    loadShipped: vi.fn((name: string): Promise<SavedNetwork> =>
      Promise.reject(new Error(`no "${name}" here`)),
    ),
    loadClassifier: () => Promise.reject(new Error('there is none')),
    onDeviceLost: (callback: (reason: string) => void) => {
      loseDevice = callback;
    },
    findFamily: vi.fn(() => Promise.resolve(module)),
  };
  const session = new Session(environment);
  const open = (request: Partial<OpenRequest> = {}) =>
    session.open({ ...requestOf([{}]), ...request }, (event) => {
      events.push(event);
    });
  const lose = (reason: string) => {
    loseDevice(reason);
  };
  const frames = () => events.filter((event) => event.type === 'frame');
  return { session, open, events, frames, environment, activated, lose, trainers, data };
}

/** As a client takes it, which counts the runs by itself. */
export function clientRequestOf(lanes: readonly unknown[]): Omit<OpenRequest, 'run'> {
  return {
    family: 'fake',
    lanes,
    view: 'all',
    watches: {},
    headStart: 0,
    backend: 'auto',
    source: { kind: 'shipped' },
    from: { kind: 'fresh' },
  };
}

export function requestOf(lanes: readonly unknown[]): OpenRequest {
  return { ...clientRequestOf(lanes), run: 1 };
}
