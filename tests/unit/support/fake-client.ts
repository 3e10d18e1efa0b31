/** A stand-in for the training client that a test watches and steers. */
import type { DcganSettingName } from '@components/cells/dcgan/controls';
import { type Client, DcganRunner } from '@components/cells/dcgan/runner';
import { type Action, type DcganState, initialState, reduce } from '@components/cells/dcgan/state';
import type {
  BestSamples,
  CheckpointName,
  DcganCheckpoint,
  LiveDcganSettings,
  NearestSamples,
  OpenRequest,
  RuntimeEvent,
  SampleInspection,
  SavedDcgan,
  SessionInfo,
} from '@lib/runtime/protocol';
import { packDcganZip, unpackDcganFiles } from '@lib/storage/layers-model-zip';
import { event, events, info, settings } from './dcgan-cell-fixtures';

const savedWeights: SavedDcgan = {
  generator: { modelTopology: {}, weightSpecs: [], weightData: new ArrayBuffer(0) },
  discriminator: { modelTopology: {}, weightSpecs: [], weightData: new ArrayBuffer(0) },
};

export function checkpointAt(step: number): DcganCheckpoint {
  return {
    step,
    settings,
    optimizerSteps: { generator: step, discriminator: step },
    arrays: {},
    randomStates: {},
  };
}

export class FakeClient implements Client {
  /** What it was asked to do, in order. */
  readonly calls: string[] = [];
  readonly requests: Omit<OpenRequest, 'run'>[] = [];
  readonly updates: LiveDcganSettings[] = [];
  /** What the next `open` does instead of opening. */
  nextOpen: (() => Promise<SessionInfo>) | null = null;

  constructor(private readonly emit: (event: RuntimeEvent) => void) {}

  async open(request: Omit<OpenRequest, 'run'>): Promise<SessionInfo> {
    this.calls.push('open');
    this.requests.push(request);
    const scripted = this.nextOpen;
    this.nextOpen = null;
    if (scripted) return scripted();
    this.emit(sampleEvent(request.checkpoint?.step ?? 0));
    return { ...info, images: { count: 320, source: request.source.kind } };
  }

  async start(): Promise<void> {
    this.calls.push('start');
    this.emit({ run: 1, type: 'status', status: 'running' });
  }

  async pause(): Promise<void> {
    this.calls.push('pause');
    this.emit({ run: 1, type: 'status', status: 'paused' });
  }

  async step(): Promise<void> {
    this.calls.push('step');
  }

  async update(changed: LiveDcganSettings): Promise<void> {
    this.calls.push('update');
    this.updates.push(changed);
  }

  async saveWeights(): Promise<SavedDcgan> {
    this.calls.push('saveWeights');
    return savedWeights;
  }

  async loadWeights(): Promise<void> {
    this.calls.push('loadWeights');
  }

  async measureQuality(): Promise<void> {
    this.calls.push('measureQuality');
    this.emit(qualityEvent(12));
  }

  async inspectSample(index: number): Promise<SampleInspection> {
    this.calls.push(`inspectSample ${index}`);
    if (index > 63) throw new Error('標本の番号は1以上64以下です');
    const [image, nearest] = [new Uint8Array(784), new Uint8Array(784).fill(9)];
    return { step: 12, index, image, nearest, nearestIndex: 5, distance: 900, score: 0.5 };
  }

  async nearestSamples(count: number): Promise<NearestSamples> {
    this.calls.push(`nearestSamples ${count}`);
    const [images, nearest] = [new Uint8Array(count * 784), new Uint8Array(count * 784).fill(9)];
    const distances = new Array<number>(count).fill(900);
    return { step: 12, images, nearest, distances, realDistance: 1000 };
  }

  async bestSamples(): Promise<BestSamples> {
    this.calls.push('bestSamples');
    return { step: 12, candidates: 256, tiles: info.realSamples, scores: [0.9] };
  }

  async checkpoint(which: CheckpointName): Promise<DcganCheckpoint | null> {
    this.calls.push(`checkpoint ${which}`);
    return checkpointAt(which === 'present' ? 12 : 10);
  }

  dispose(): void {
    this.calls.push('dispose');
  }
}

function sampleEvent(step: number): RuntimeEvent {
  const { realSamples: tiles } = info;
  return { run: 1, type: 'samples', step, tiles };
}

function qualityEvent(step: number): Extract<RuntimeEvent, { type: 'quality' }> {
  const quality = {
    ...{ count: 500, counts: [500], shares: [1], entropy: 0 },
    ...{ meanConfidence: 0.9, frechetDistance: 8 },
  };
  const floor = { ...quality, entropy: 2.3, frechetDistance: 0.2 };
  const collapse = { cause: 'classes', since: 8 } as const;
  return { run: 1, type: 'quality', reading: { step, quality, floor, collapse, healthyStep: 10 } };
}

/** A runner on a fake client, with the state that it keeps. */
export class Cell {
  state: DcganState = initialState;
  readonly actions: Action[] = [];
  readonly client: FakeClient;
  readonly runner: DcganRunner;
  /** How often a client was asked for. */
  created = 0;
  /** What the next attempt to load the client ends in. */
  loadError: Error | null = null;

  constructor() {
    this.client = new FakeClient((received) => {
      this.dispatch(event(received));
    });
    this.runner = new DcganRunner({
      getState: () => this.state,
      dispatch: (action) => {
        this.dispatch(action);
      },
      // Without a worker, which Node has none of.
      loadArchive: async () => ({
        pack: async (saved) => new Uint8Array(packDcganZip(saved)),
        unpack: async (files) => unpackDcganFiles(files),
      }),
      createClient: async () => {
        this.created += 1;
        const error = this.loadError;
        this.loadError = null;
        if (error) throw error;
        return this.client;
      },
    });
  }

  dispatch(action: Action): void {
    this.actions.push(action);
    this.state = reduce(this.state, action);
  }

  edit(name: DcganSettingName, value: string): void {
    this.dispatch({ type: 'edit', name, value });
    this.dispatch({ type: 'commit' });
  }

  /** What was asked of the client since the last time. */
  takeCalls(): string[] {
    return this.client.calls.splice(0);
  }
}

/** A cell whose run stands at step 12. */
export async function runningCell(): Promise<Cell> {
  const cell = new Cell();
  await cell.runner.run();
  cell.dispatch(event(events.metrics(1, 12)));
  cell.takeCalls();
  return cell;
}

/** One that failed after that, with a good state at step 10. */
export async function failedCell(kind: 'diverged' | 'device-lost'): Promise<Cell> {
  const cell = await runningCell();
  cell.dispatch(event(events.failure(kind, 10)));
  return cell;
}
