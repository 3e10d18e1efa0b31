/** The main thread's side of the protocol: owns the training worker on a cell's behalf. */
import { transfer } from 'comlink';
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
  TrainingWorkerApi,
} from './protocol';
import { SessionWorker } from './session-worker';

export { WorkerEnded } from './session-worker';

export interface TrainingClientOptions {
  /** Receives the events of the newest run only. */
  readonly onEvent: (event: RuntimeEvent) => void;
  /** Makes the worker; tests pass their own. */
  readonly createWorker?: () => Worker;
}

/** Commands to a session of the DCGAN in a worker, see {@link SessionWorker}. */
export class TrainingClient {
  private readonly worker: SessionWorker<TrainingWorkerApi, RuntimeEvent>;

  constructor({ onEvent, createWorker = createTrainingWorker }: TrainingClientOptions) {
    this.worker = new SessionWorker<TrainingWorkerApi, RuntimeEvent>({
      createWorker,
      onEvent,
      failure: (run, message) => ({
        run,
        type: 'failure',
        kind: 'internal',
        message,
        lastGoodStep: null,
      }),
    });
  }

  /** Open a session. If that fails, events of the session before come through again. */
  open(request: Omit<OpenRequest, 'run'>): Promise<SessionInfo> {
    return this.worker.open((api, run, listener) => api.open({ ...request, run }, listener));
  }

  start(restMs = 0): Promise<void> {
    return this.worker.call((api) => api.start(restMs));
  }

  pause(): Promise<void> {
    return this.worker.call((api) => api.pause());
  }

  step(): Promise<void> {
    return this.worker.call((api) => api.step());
  }

  update(settings: LiveDcganSettings): Promise<void> {
    return this.worker.call((api) => api.update(settings));
  }

  saveWeights(): Promise<SavedDcgan> {
    return this.worker.call((api) => api.saveWeights());
  }

  /** Takes the weights away from the caller: copying tens of megabytes would hold up the page. */
  loadWeights(saved: SavedDcgan): Promise<void> {
    const weights = [saved.generator.weightData, saved.discriminator.weightData];
    return this.worker.call((api) => api.loadWeights(transfer(saved, weights)));
  }

  checkpoint(which: CheckpointName): Promise<DcganCheckpoint | null> {
    return this.worker.call((api) => api.checkpoint(which));
  }

  measureQuality(): Promise<void> {
    return this.worker.call((api) => api.measureQuality());
  }

  inspectSample(index: number): Promise<SampleInspection> {
    return this.worker.call((api) => api.inspectSample(index));
  }

  nearestSamples(count: number): Promise<NearestSamples> {
    return this.worker.call((api) => api.nearestSamples(count));
  }

  bestSamples(): Promise<BestSamples> {
    return this.worker.call((api) => api.bestSamples());
  }

  /** End the worker with all its memory. The client stays usable: the next `open` starts another. */
  dispose(): void {
    this.worker.dispose();
  }
}

function createTrainingWorker(): Worker {
  return new Worker(new URL('./training.worker.ts', import.meta.url), {
    type: 'module',
    name: 'training',
  });
}
