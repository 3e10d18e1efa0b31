/** The main thread's side of the protocol: owns the training worker on a cell's behalf. */
import { proxy, type Remote, transfer, wrap } from 'comlink';
import type {
  DcganCheckpoint,
  LiveDcganSettings,
  OpenRequest,
  RuntimeEvent,
  SavedDcgan,
  SessionInfo,
  TrainingWorkerApi,
} from './protocol';

export interface TrainingClientOptions {
  /** Receives the events of the newest run only. */
  readonly onEvent: (event: RuntimeEvent) => void;
  /** Makes the worker; tests pass their own. */
  readonly createWorker?: () => Worker;
}

/** Rejects what was still awaited when the client let its worker go. Not an error to show. */
export class WorkerEnded extends Error {
  override readonly name = 'WorkerEnded';
}

interface LiveWorker {
  readonly worker: Worker;
  readonly api: Remote<TrainingWorkerApi>;
  /** Rejects when the worker dies or is let go; calls to a dead worker would never settle. */
  readonly ended: Promise<never>;
  readonly end: (reason: Error) => void;
}

/**
 * Starts the worker on the first `open`, and again on the next one after it died. A worker that dies
 * is reported as a failure event of the run that it was training.
 */
export class TrainingClient {
  private live: LiveWorker | null = null;
  private run = 0;
  private lastRun = 0;

  constructor(private readonly options: TrainingClientOptions) {}

  /** Open a session. If that fails, events of the session before come through again. */
  async open(request: Omit<OpenRequest, 'run'>): Promise<SessionInfo> {
    const previous = this.run;
    const run = ++this.lastRun;
    this.run = run;
    const listener = proxy((event: RuntimeEvent) => {
      if (event.run === this.run) this.options.onEvent(event);
    });
    this.live ??= this.startWorker();
    try {
      return await this.call((api) => api.open({ ...request, run }, listener));
    } catch (error) {
      if (this.run === run) this.run = previous;
      throw error;
    }
  }

  start(): Promise<void> {
    return this.call((api) => api.start());
  }

  pause(): Promise<void> {
    return this.call((api) => api.pause());
  }

  step(): Promise<void> {
    return this.call((api) => api.step());
  }

  update(settings: LiveDcganSettings): Promise<void> {
    return this.call((api) => api.update(settings));
  }

  saveWeights(): Promise<SavedDcgan> {
    return this.call((api) => api.saveWeights());
  }

  /** Takes the weights away from the caller: copying tens of megabytes would hold up the page. */
  loadWeights(saved: SavedDcgan): Promise<void> {
    const weights = [saved.generator.weightData, saved.discriminator.weightData];
    return this.call((api) => api.loadWeights(transfer(saved, weights)));
  }

  checkpoint(which: 'present' | 'last-good'): Promise<DcganCheckpoint | null> {
    return this.call((api) => api.checkpoint(which));
  }

  /** End the worker with all its memory. The client stays usable: the next `open` starts another. */
  dispose(): void {
    this.run = 0;
    this.release(new WorkerEnded('the worker was let go'));
  }

  private async call<Result>(
    command: (api: Remote<TrainingWorkerApi>) => Promise<Result>,
  ): Promise<Result> {
    if (!this.live) {
      throw new Error('学習がまだ準備されていません。先に「実行」を押してください。');
    }
    const { api, ended } = this.live;
    return Promise.race([command(api), ended]);
  }

  private startWorker(): LiveWorker {
    const worker = this.options.createWorker?.() ?? createTrainingWorker();
    let end: LiveWorker['end'] = () => undefined;
    const ended = new Promise<never>((_, reject) => (end = reject));
    // Nothing may be awaiting it when it rejects.
    ended.catch(() => undefined);
    const live = { worker, api: wrap<TrainingWorkerApi>(worker), ended, end };
    worker.onerror = (event) => {
      if (this.live === live) this.die(event.message);
    };
    return live;
  }

  private die(reason: string | undefined): void {
    const { run } = this;
    this.release(new WorkerEnded(`the worker died: ${reason ?? 'it could not be loaded'}`));
    this.options.onEvent({
      run,
      type: 'failure',
      kind: 'internal',
      message: `学習用のプログラムが止まりました（${reason ?? '読み込めませんでした'}）。`,
      lastGoodStep: null,
    });
  }

  private release(reason: Error): void {
    this.live?.worker.terminate();
    this.live?.end(reason);
    this.live = null;
  }
}

function createTrainingWorker(): Worker {
  return new Worker(new URL('./training.worker.ts', import.meta.url), {
    type: 'module',
    name: 'training',
  });
}
