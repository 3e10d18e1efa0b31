/** The main thread's side of the protocol: owns the worker in which discriminators judge. */
import type { SavedDcgan } from '../protocol';
import { createSessionClient, type SessionClient } from '../session-client';
import type {
  ImageSource,
  JudgeAccounts,
  Judgement,
  JudgeRequest,
  JudgingWorkerApi,
} from './protocol';

/** Commands to the discriminators in a worker, see {@link JudgingWorkerApi}. */
export class JudgingClient implements JudgingWorkerApi {
  private readonly worker: SessionClient<JudgingWorkerApi>;

  /** @param onFailure called when the worker dies, with a message for the reader */
  constructor(onFailure: (message: string) => void) {
    const createWorker = () =>
      new Worker(new URL('./judging.worker.ts', import.meta.url), {
        type: 'module',
        name: 'judging',
      });
    this.worker = createSessionClient<JudgingWorkerApi>(createWorker, onFailure);
  }

  open(own: SavedDcgan | null): Promise<JudgeAccounts> {
    return this.worker.open((api) => api.open(own));
  }

  picture(source: ImageSource): Promise<Uint8Array> {
    return this.worker.call((api) => api.picture(source));
  }

  judge(request: JudgeRequest): Promise<Judgement> {
    return this.worker.call((api) => api.judge(request));
  }

  /** End the worker with all its memory. The next `open` starts another. */
  dispose(): void {
    this.worker.dispose();
  }
}
