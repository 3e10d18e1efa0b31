import { proxy, type Remote, wrap } from 'comlink';
import { isMissingProgram, wordsOfDeath } from '../error-words';

/** Rejects what was still awaited when a worker was let go. Not an error to show. */
export class WorkerEnded extends Error {
  override readonly name = 'WorkerEnded';
}

interface LiveWorker<Api> {
  readonly worker: Worker;
  readonly api: Remote<Api>;
  /** Rejects when the worker dies or is let go; calls to a dead worker would never settle. */
  readonly ended: Promise<never>;
  readonly end: (reason: Error) => void;
  hasAnswered: boolean;
}

export interface WorkerConnectionOptions {
  readonly createWorker: () => Worker;
  /** The worker died; the message is for the reader. */
  readonly onDeath: (message: string) => void;
}

/**
 * A worker's whole life, seen from the main thread: started by the first call, ended by `dispose` or
 * by its death, and started again by the next call after either.
 */
export class WorkerConnection<Api> {
  private live: LiveWorker<Api> | null = null;

  constructor(private readonly options: WorkerConnectionOptions) {}

  get isLive(): boolean {
    return this.live !== null;
  }

  /** Send a command; rejects with {@link WorkerEnded} if the worker ends before it has answered. */
  async call<Result>(command: (api: Remote<Api>) => Promise<Result>): Promise<Result> {
    const live = (this.live ??= this.start());
    try {
      const result = await Promise.race([command(live.api), live.ended]);
      live.hasAnswered = true;
      return result;
    } catch (error) {
      // Browsers remember what could not be imported as long as the worker lives.
      const isUseless = !live.hasAnswered && isMissingProgram(error);
      // Who else waits for this worker is told the same: to them it isn't let go, it never came.
      if (isUseless && this.live === live) this.release(error as Error);
      throw error;
    }
  }

  /** End the worker with all its memory. */
  dispose(): void {
    this.release(new WorkerEnded('the worker was let go'));
  }

  private start(): LiveWorker<Api> {
    const worker = this.options.createWorker();
    let end: LiveWorker<Api>['end'] = () => undefined;
    const ended = new Promise<never>((_, reject) => (end = reject));
    // Nothing may be awaiting it when it rejects.
    ended.catch(() => undefined);
    const live: LiveWorker<Api> = {
      worker,
      api: wrap<Api>(worker),
      ended,
      end,
      hasAnswered: false,
    };
    worker.onerror = (event) => {
      if (this.live === live) this.die(event);
    };
    return live;
  }

  private die(event: ErrorEvent): void {
    this.release(new WorkerEnded('the worker died'));
    this.options.onDeath(wordsOfDeath(event));
  }

  private release(reason: Error): void {
    this.live?.worker.terminate();
    this.live?.end(reason);
    this.live = null;
  }
}

/** Listeners are called from the other thread. */
export { proxy };
