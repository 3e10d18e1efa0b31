import program from 'virtual:pool-worker';
import { scriptAddress } from './script-address';

/**
 * In place of `backends/wasm/helper.ts`: the worker of a helping thread, from a text, since nothing can be
 * loaded here. Not a module, which a worker of opaque origin could not start.
 */
export function createHelper(): Worker {
  return new Worker(scriptAddress(program), { name: 'kernels' });
}
