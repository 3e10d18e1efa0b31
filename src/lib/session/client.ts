/** The main thread's side of a session: owns the worker on a cell's behalf. */
import { transfer } from 'comlink';
import type { RunSnapshot } from '../training/snapshot';
import type { Checkpoint } from '../training/trainer';
import type {
  CheckpointName,
  OpenRequest,
  PrepareRequest,
  SavedNetworks,
  SessionApi,
  SessionEvent,
  SessionInfo,
  Speed,
  StartingPoint,
} from './protocol';
import { buffersIn } from '../transfer';
import { onTyping, takesEveryCore } from '../typing';
import { proxy, WorkerConnection } from './worker-connection';

export interface SessionClientOptions {
  /**
   * Receives the events of the newest run only. The next frame is sent once this has returned, so
   * keep the frame and draw it when the browser next paints.
   */
  readonly onEvent: (event: SessionEvent) => void;
  readonly createWorker: () => Worker;
}

/** Commands to the session in a worker, see {@link SessionApi}. */
export class SessionClient {
  private readonly worker: WorkerConnection<SessionApi>;
  /** Of the session whose events come through; 0 for none. */
  private run = 0;
  private lastRun = 0;
  /** Ends what tells the worker of the reader's typing. */
  private hush: (() => void) | null = null;
  /** What the run before tells while another is being opened. */
  private kept: SessionEvent[] | null = null;

  constructor(private readonly options: SessionClientOptions) {
    const { createWorker, onEvent } = options;
    this.worker = new WorkerConnection<SessionApi>({
      createWorker,
      onDeath: (message) => {
        onEvent({ run: this.run, type: 'failure', kind: 'internal', message, lastGoodStep: null });
      },
    });
  }

  /** Have the worker at hand for the session that will be opened next. */
  prepare(request: PrepareRequest): Promise<void> {
    return this.worker.call((api) => api.prepare(request));
  }

  /** Open a session. If that fails, events of the session before come through again, see {@link missed}. */
  async open(request: Omit<OpenRequest, 'run'>): Promise<SessionInfo> {
    const previous = this.run;
    const run = ++this.lastRun;
    this.run = run;
    this.kept = [];
    const listener = proxy((event: SessionEvent) => {
      if (event.run === this.run) this.options.onEvent(event);
      else this.kept?.push(event);
    });
    try {
      // States, which the caller has no more use for, are handed over: they may be large.
      const handed = transfer({ ...request, run }, statesIn(request.from));
      const info = await this.worker.call((api) => api.open(handed, listener));
      this.kept = null;
      this.heedTyping(info.backend.threads);
      return info;
    } catch (error) {
      if (this.run === run) this.run = previous;
      throw error;
    }
  }

  /** What came of the present session while another could not be opened, for once: it may even have failed. */
  missed(): readonly SessionEvent[] {
    const events = this.kept?.filter(({ run }) => run === this.run) ?? [];
    this.kept = null;
    return events;
  }

  start(speed: Speed): Promise<void> {
    return this.call((api) => api.start(speed));
  }

  pause(): Promise<void> {
    return this.call((api) => api.pause());
  }

  step(): Promise<void> {
    return this.call((api) => api.step());
  }

  takeTurn(name: string, times = 1): Promise<void> {
    return this.call((api) => api.takeTurn(name, times));
  }

  update(lanes: readonly unknown[]): Promise<SessionInfo> {
    return this.call((api) => api.update(lanes));
  }

  setView(view: unknown): Promise<void> {
    return this.call((api) => api.setView(view));
  }

  ask<Answer>(name: string, argument: unknown = null): Promise<Answer> {
    return this.call((api) => api.ask(name, argument) as Promise<Answer>);
  }

  saveWeights(): Promise<SavedNetworks> {
    return this.call((api) => api.saveWeights());
  }

  /** Takes the weights away from the caller: copying tens of megabytes would hold up the page. */
  loadWeights(saved: SavedNetworks): Promise<void> {
    return this.call((api) => api.loadWeights(transfer(saved, buffersIn(saved))));
  }

  checkpoint(name: CheckpointName): Promise<readonly Checkpoint[] | null> {
    return this.call((api) => api.checkpoint(name));
  }

  snapshot(lane: number): Promise<RunSnapshot> {
    return this.call((api) => api.snapshot(lane));
  }

  /** End the worker with all its memory. The client stays usable: the next `open` starts another. */
  dispose(): void {
    this.run = 0;
    this.hush?.();
    this.worker.dispose();
  }

  private heedTyping(threads: number): void {
    this.hush?.();
    if (!takesEveryCore(threads)) return;
    this.hush = onTyping(() => void this.call((api) => api.typed()).catch(() => undefined));
  }

  private async call<Result>(
    command: Parameters<WorkerConnection<SessionApi>['call']>[0],
  ): Promise<Result> {
    if (!this.worker.isLive) {
      throw new Error('学習がまだ準備されていません。先に「実行」を押してください。');
    }
    return (await this.worker.call(command)) as Result;
  }
}

function statesIn(from: StartingPoint): ArrayBuffer[] {
  return from.kind === 'checkpoints' ? buffersIn(from.checkpoints) : [];
}
