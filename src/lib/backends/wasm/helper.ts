/**
 * Start the worker of a helping thread. The notebook's runtime, which may load no file, has its own in
 * place of this module (`tools/build-notebook-runtime.mjs`).
 */
export function createHelper(): Worker {
  return new Worker(new URL('./pool.worker.ts', import.meta.url), {
    type: 'module',
    name: 'kernels',
  });
}
