/** Made-up sessions and events for tests of the cell. */
import { presets } from '@components/cells/dcgan/controls';
import { type Action, type DcganState, initialState, reduce } from '@components/cells/dcgan/state';
import type {
  DcganSettings,
  ImageTiles,
  RuntimeEvent,
  SessionInfo,
  StepMetrics,
} from '@lib/runtime/protocol';

export const settings: DcganSettings = presets.quick.settings;

const tiles: ImageTiles = {
  pixels: new Uint8Array(16),
  rows: 2,
  columns: 2,
  tileHeight: 2,
  tileWidth: 2,
};

export const info: SessionInfo = {
  backend: {
    backend: 'wasm',
    threads: 2,
    chosenBy: 'measurement',
    measurements: [{ backend: 'wasm', milliseconds: 12, note: '2スレッド' }],
  },
  images: { count: 320, source: 'shipped' },
  stepsPerEpoch: 10,
  parameters: { generator: 3, discriminator: 2 },
  realSamples: tiles,
};

export function metricsOf(step: number, changes: Partial<StepMetrics> = {}): StepMetrics {
  return {
    step,
    discriminatorLoss: 0.7,
    generatorLoss: 0.8,
    realScore: 0.6,
    fakeScore: 0.4,
    ...changes,
  };
}

export const events = {
  metrics: (from: number, to: number, elapsedMs = 1000): RuntimeEvent => ({
    run: 1,
    type: 'metrics',
    steps: Array.from({ length: to - from + 1 }, (_, i) => metricsOf(from + i)),
    epoch: Math.floor((to - 1) / 10) + 1,
    batch: ((to - 1) % 10) + 1,
    stepsPerSecond: 4,
    elapsedMs,
    remainingMs: 500,
  }),
  samples: (step: number): RuntimeEvent => ({ run: 1, type: 'samples', step, tiles }),
  status: (status: 'running' | 'paused' | 'finished'): RuntimeEvent => ({
    run: 1,
    type: 'status',
    status,
  }),
  failure: (
    kind: 'diverged' | 'device-lost' | 'internal',
    lastGoodStep: number | null,
  ): RuntimeEvent => ({ run: 1, type: 'failure', kind, message: '壊れました。', lastGoodStep }),
};

export const event = (event: RuntimeEvent): Action => ({ type: 'event', event });

export const opening = (fromStep: number | null = null): Action => ({
  type: 'opening',
  surroundings: initialState.surroundings,
  fromStep,
});

export const opened: Action = { type: 'opened', info, settings };

export function after(...actions: Action[]): DcganState {
  return actions.reduce(reduce, initialState);
}

/** A run of 12 steps that goes on. */
export const running = after(
  opening(),
  opened,
  event(events.status('running')),
  event(events.metrics(1, 12)),
  event(events.samples(12)),
);
