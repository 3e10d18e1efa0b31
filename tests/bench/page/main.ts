/** Gives the bench program, which drives this page, a worker to measure in. */
import { type Remote, wrap } from 'comlink';
import type { BenchWorkerApi } from './bench.worker';

declare global {
  interface Window {
    startBench(): Remote<BenchWorkerApi>;
  }
}

window.startBench = () =>
  wrap<BenchWorkerApi>(
    new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module' }),
  );
