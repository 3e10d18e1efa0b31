import program from 'virtual:pool-worker';

/**
 * In place of `backends/wasm/helper.ts`: the worker of a helping thread, from a text, since nothing can be
 * loaded here. Not a module, which a worker of opaque origin could not start.
 */
export function createHelper(): Worker {
  const address = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  return new Worker(address, { name: 'kernels' });
}
