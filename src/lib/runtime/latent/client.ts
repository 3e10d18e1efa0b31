/** The main thread's side of the protocol: owns the worker of the space of z. */
import { createSessionClient, type SessionClient } from '../session-client';
import type { DrawnDigits, LatentOpenRequest, LatentSamples, LatentWorkerApi } from './protocol';

/** Commands to a generator in a worker, see {@link SessionClient} and {@link LatentWorkerApi}. */
export class LatentClient {
  private readonly worker: SessionClient<LatentWorkerApi>;

  /** @param onFailure called when the worker dies, with a message for the reader */
  constructor(onFailure: (message: string) => void) {
    const createWorker = () =>
      new Worker(new URL('./latent.worker.ts', import.meta.url), {
        type: 'module',
        name: 'latent',
      });
    this.worker = createSessionClient<LatentWorkerApi>(createWorker, onFailure);
  }

  open(request: LatentOpenRequest): Promise<LatentSamples> {
    return this.worker.open((api) => api.open(request));
  }

  draw(noise: Float32Array): Promise<DrawnDigits> {
    return this.worker.call((api) => api.draw(noise));
  }

  /** End the worker with all its memory. The next `open` starts another. */
  dispose(): void {
    this.worker.dispose();
  }
}
