/** Gives the bench program, which drives this page, workers to measure in. */
import { wrap } from 'comlink';
import type { BenchWorkerApi } from './bench.worker';
import { measureToy } from './toy';

/** A contender in a worker of its own. */
interface Contender {
  /** @returns the number of threads */
  open(backend: string): Promise<number>;
  /** @returns milliseconds of each step */
  run(steps: number): Promise<number[]>;
}

declare global {
  interface Window {
    contenders: Record<'ours' | 'ordinary', () => Contender>;
    bench: Record<string, Contender>;
    measureToy: typeof measureToy;
  }
}

window.bench = {};
window.measureToy = measureToy;
window.contenders = {
  ours: () =>
    wrap<BenchWorkerApi>(
      new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module' }),
    ) as unknown as Contender,
  ordinary: () => classicContender(new Worker('ordinary/worker.js')),
};

/** Calls by messages that carry a number. */
function classicContender(worker: Worker): Contender {
  let last = 0;
  const call = <Result>(command: string, argument: unknown) => {
    const id = ++last;
    return new Promise<Result>((resolve, reject) => {
      worker.addEventListener('message', function listener({ data }) {
        if (data.id !== id) return;
        worker.removeEventListener('message', listener);
        if ('error' in data) reject(new Error(data.error as string));
        else resolve(data.result as Result);
      });
      worker.postMessage({ id, command, argument });
    });
  };
  return { open: (backend) => call('open', backend), run: (steps) => call('run', steps) };
}
