import { wordsOfDeath } from './error-words';

/** Rejects in Japanese when a worker ends by itself; calls to it would never settle. Takes its `onerror`. */
export function deathOf(worker: Worker): Promise<never> {
  return new Promise((_, reject) => {
    worker.onerror = (event) => {
      reject(new Error(wordsOfDeath(event)));
    };
  });
}
