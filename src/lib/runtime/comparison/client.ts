/** The main thread's side of the protocol: owns the worker of a comparison. */
import type { BackendName } from '../protocol';
import { SessionWorker } from '../session-worker';
import type {
  ComparisonEvent,
  ComparisonInfo,
  ComparisonPlan,
  ComparisonWorkerApi,
} from './protocol';

export interface ComparisonClientOptions {
  /** Receives the events of the newest run only. */
  readonly onEvent: (event: ComparisonEvent) => void;
}

/** Commands to DCGANs in a worker, see {@link SessionWorker} and {@link ComparisonWorkerApi}. */
export class ComparisonClient {
  private readonly worker: SessionWorker<ComparisonWorkerApi, ComparisonEvent>;

  constructor({ onEvent }: ComparisonClientOptions) {
    this.worker = new SessionWorker<ComparisonWorkerApi, ComparisonEvent>({
      createWorker,
      onEvent,
      failure: (run, message) => ({ run, type: 'failure', message }),
    });
  }

  open(plan: ComparisonPlan, backend: BackendName | 'auto' = 'auto'): Promise<ComparisonInfo> {
    return this.worker.open((api, run, listener) => api.open({ ...plan, run, backend }, listener));
  }

  start(): Promise<void> {
    return this.worker.call((api) => api.start());
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
  return new Worker(new URL('./comparison.worker.ts', import.meta.url), {
    type: 'module',
    name: 'comparison',
  });
}
