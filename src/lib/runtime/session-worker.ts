import { proxy, type Remote, wrap } from 'comlink';

/** Rejects what was still awaited when a worker was let go. Not an error to show. */
export class WorkerEnded extends Error {
  override readonly name = 'WorkerEnded';
}

export interface SessionWorkerOptions<Event> {
  readonly createWorker: () => Worker;
  /** Receives the events of the newest run only. */
  readonly onEvent: (event: Event) => void;
  /** The event that tells of a worker's death; the message is for the reader. */
  readonly failure: (run: number, message: string) => Event;
}

interface LiveWorker<Api> {
  readonly worker: Worker;
  readonly api: Remote<Api>;
  /** Rejects when the worker dies or is let go; calls to a dead worker would never settle. */
  readonly ended: Promise<never>;
  readonly end: (reason: Error) => void;
}

/** Opens a session under a run's number, and has its events sent to the listener. */
type Open<Api, Event, Info> = (
  api: Remote<Api>,
  run: number,
  listener: (event: Event) => void,
) => Promise<Info>;

/**
 * A worker that holds sessions one after the other, seen from the main thread.
 *
 * Starts the worker on the first `open`, and again on the next one after it died. A worker that dies
 * is reported as a failure event of the run that it was training.
 */
export class SessionWorker<Api, Event extends { readonly run: number }> {
  private live: LiveWorker<Api> | null = null;
  private run = 0;
  private lastRun = 0;

  constructor(private readonly options: SessionWorkerOptions<Event>) {}

  /** Open a session. If that fails, events of the session before come through again. */
  async open<Info>(open: Open<Api, Event, Info>): Promise<Info> {
    const previous = this.run;
    const run = ++this.lastRun;
    this.run = run;
    const listener = proxy((event: Event) => {
      if (event.run === this.run) this.options.onEvent(event);
    });
    this.live ??= this.startWorker();
    try {
      return await this.call((api) => open(api, run, listener));
    } catch (error) {
      if (this.run === run) this.run = previous;
      throw error;
    }
  }

  /** Send a command to the session that is open. */
  async call<Result>(command: (api: Remote<Api>) => Promise<Result>): Promise<Result> {
    if (!this.live) {
      throw new Error('学習がまだ準備されていません。先に「実行」を押してください。');
    }
    const { api, ended } = this.live;
    return Promise.race([command(api), ended]);
  }

  /** End the worker with all its memory. The next `open` starts another. */
  dispose(): void {
    this.run = 0;
    this.release(new WorkerEnded('the worker was let go'));
  }

  private startWorker(): LiveWorker<Api> {
    const worker = this.options.createWorker();
    let end: LiveWorker<Api>['end'] = () => undefined;
    const ended = new Promise<never>((_, reject) => (end = reject));
    // Nothing may be awaiting it when it rejects.
    ended.catch(() => undefined);
    const live = { worker, api: wrap<Api>(worker), ended, end };
    worker.onerror = (event) => {
      if (this.live === live) this.die(event.message);
    };
    return live;
  }

  private die(reason: string | undefined): void {
    const { run } = this;
    this.release(new WorkerEnded(`the worker died: ${reason ?? 'it could not be loaded'}`));
    const message = `学習用のプログラムが止まりました（${reason ?? '読み込めませんでした'}）。`;
    this.options.onEvent(this.options.failure(run, message));
  }

  private release(reason: Error): void {
    this.live?.worker.terminate();
    this.live?.end(reason);
    this.live = null;
  }
}
