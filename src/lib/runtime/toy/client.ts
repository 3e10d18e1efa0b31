/** The main thread's side of the protocol: owns the worker of a cell with small GANs. */
import type { Drawing } from '../../data/strokes';
import type { LiveToySettings } from '../../training/toy-settings';
import type { ToyState } from '../../training/toy-trainer';
import { SessionWorker } from '../session-worker';
import type { ToyEvent, ToyInfo, ToyOpenRequest, ToyPace, ToyView, ToyWorkerApi } from './protocol';

export { WorkerEnded } from '../session-worker';

export interface ToyClientOptions {
  /**
   * Receives the events of the newest run only. The next frame is sent once this has returned, so
   * keep the frame and draw it when the browser next paints.
   */
  readonly onEvent: (event: ToyEvent) => void;
  /** Makes the worker; tests pass their own. */
  readonly createWorker?: () => Worker;
}

/** Commands to a session of small GANs in a worker, see {@link SessionWorker} and {@link ToyWorkerApi}. */
export class ToyClient {
  private readonly worker: SessionWorker<ToyWorkerApi, ToyEvent>;

  constructor({ onEvent, createWorker = createToyWorker }: ToyClientOptions) {
    this.worker = new SessionWorker<ToyWorkerApi, ToyEvent>({
      createWorker,
      onEvent,
      failure: (run, message) => ({ run, type: 'failure', kind: 'internal', message }),
    });
  }

  open(request: Omit<ToyOpenRequest, 'run'>): Promise<ToyInfo> {
    return this.worker.open((api, run, listener) => api.open({ ...request, run }, listener));
  }

  start(pace: ToyPace): Promise<void> {
    return this.worker.call((api) => api.start(pace));
  }

  pause(): Promise<void> {
    return this.worker.call((api) => api.pause());
  }

  step(): Promise<void> {
    return this.worker.call((api) => api.step());
  }

  stepDiscriminator(updates = 1): Promise<void> {
    return this.worker.call((api) => api.stepDiscriminator(updates));
  }

  stepGenerator(): Promise<void> {
    return this.worker.call((api) => api.stepGenerator());
  }

  update(lanes: readonly LiveToySettings[], drawing?: Drawing): Promise<ToyInfo> {
    return this.worker.call((api) => api.update(lanes, drawing));
  }

  setView(view: ToyView): Promise<ToyInfo> {
    return this.worker.call((api) => api.setView(view));
  }

  states(): Promise<readonly ToyState[]> {
    return this.worker.call((api) => api.states());
  }

  /** End the worker with all its memory. The client stays usable: the next `open` starts another. */
  dispose(): void {
    this.worker.dispose();
  }
}

function createToyWorker(): Worker {
  return new Worker(new URL('./toy.worker.ts', import.meta.url), {
    type: 'module',
    name: 'small GANs',
  });
}
