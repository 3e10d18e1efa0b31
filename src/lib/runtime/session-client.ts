import { SessionWorker } from './session-worker';

/** The death of a worker, as the event of its run. */
interface WorkerFailure {
  readonly run: number;
  /** For the reader, in Japanese. */
  readonly message: string;
}

/** Commands to a worker that answers, and reports nothing by itself but its death. */
export type SessionClient<Api> = Pick<
  SessionWorker<Api, WorkerFailure>,
  'open' | 'call' | 'dispose'
>;

/** @param onFailure called when the worker dies, with a message for the reader */
export function createSessionClient<Api>(
  createWorker: () => Worker,
  onFailure: (message: string) => void,
): SessionClient<Api> {
  return new SessionWorker<Api, WorkerFailure>({
    createWorker,
    onEvent: ({ message }) => {
      onFailure(message);
    },
    failure: (run, message) => ({ run, message }),
  });
}
