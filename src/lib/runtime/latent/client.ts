/** The main thread's side of the protocol: owns the worker of the space of z. */
import { SessionWorker } from '../session-worker';
import type { DrawnDigits, LatentOpenRequest, LatentSamples, LatentWorkerApi } from './protocol';

interface LatentFailure {
  readonly run: number;
  /** For the reader, in Japanese. */
  readonly message: string;
}

/** Commands to a generator in a worker, see {@link SessionWorker} and {@link LatentWorkerApi}. */
export class LatentClient {
  private readonly worker: SessionWorker<LatentWorkerApi, LatentFailure>;

  /** @param onFailure called when the worker dies, with a message for the reader */
  constructor(onFailure: (message: string) => void) {
    this.worker = new SessionWorker<LatentWorkerApi, LatentFailure>({
      createWorker: () =>
        new Worker(new URL('./latent.worker.ts', import.meta.url), {
          type: 'module',
          name: 'latent',
        }),
      onEvent: ({ message }) => {
        onFailure(message);
      },
      failure: (run, message) => ({ run, message }),
    });
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
