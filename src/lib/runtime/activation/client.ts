/** The main thread's side of the protocol: owns the worker that looks into the classifier. */
import type { ClassActivation } from '../../inspection/class-activation-map';
import { createSessionClient, type SessionClient } from '../session-client';
import type { ActivationWorkerApi, LabelledDigit } from './protocol';

/** Commands to the classifier in a worker, see {@link ActivationWorkerApi}. */
export class ActivationClient implements ActivationWorkerApi {
  private readonly worker: SessionClient<ActivationWorkerApi>;

  /** @param onFailure called when the worker dies, with a message for the reader */
  constructor(onFailure: (message: string) => void) {
    const createWorker = () =>
      new Worker(new URL('./activation.worker.ts', import.meta.url), {
        type: 'module',
        name: 'activation',
      });
    this.worker = createSessionClient<ActivationWorkerApi>(createWorker, onFailure);
  }

  open(): Promise<void> {
    return this.worker.open((api) => api.open());
  }

  read(image: Uint8Array): Promise<ClassActivation> {
    return this.worker.call((api) => api.read(image));
  }

  digit(seed: number): Promise<LabelledDigit> {
    return this.worker.call((api) => api.digit(seed));
  }

  /** End the worker with all its memory. The next `open` starts another. */
  dispose(): void {
    this.worker.dispose();
  }
}
