/** The main thread's side of the protocol: owns the worker of a contest. */
import { SessionWorker } from '../session-worker';
import type { ContestEvent, ContestPace, ContestSettings, ContestWorkerApi } from './protocol';

export interface ContestClientOptions {
  /** Receives the events of the newest run only. */
  readonly onEvent: (event: ContestEvent) => void;
}

/** Commands to a contest in a worker, see {@link SessionWorker} and {@link ContestWorkerApi}. */
export class ContestClient {
  private readonly worker: SessionWorker<ContestWorkerApi, ContestEvent>;

  constructor({ onEvent }: ContestClientOptions) {
    this.worker = new SessionWorker<ContestWorkerApi, ContestEvent>({
      createWorker,
      onEvent,
      failure: (run, message) => ({ run, type: 'failure', message }),
    });
  }

  open(settings: ContestSettings): Promise<void> {
    return this.worker.open((api, run, listener) => api.open({ run, settings }, listener));
  }

  start(pace?: ContestPace): Promise<void> {
    return this.worker.call((api) => api.start(pace));
  }

  pause(): Promise<void> {
    return this.worker.call((api) => api.pause());
  }

  step(): Promise<void> {
    return this.worker.call((api) => api.step());
  }

  /** End the worker with all its memory. The next `open` starts another. */
  dispose(): void {
    this.worker.dispose();
  }
}

function createWorker(): Worker {
  return new Worker(new URL('./contest.worker.ts', import.meta.url), {
    type: 'module',
    name: 'contest',
  });
}
