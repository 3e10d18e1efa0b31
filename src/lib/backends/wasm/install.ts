import * as tf from '@tensorflow/tfjs';
import { type BackendWasm, getThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { Heap } from './heap';
import { registerAdamUpdate } from './kernels/adam-update';
import { registerConv2dBackpropFilter } from './kernels/conv2d-backprop-filter';
import { binaryName, instantiate } from './native';

export interface InstallOptions {
  /** The bytes of a file of `generated/`. */
  readonly loadBinary: (file: string) => Promise<ArrayBuffer>;
  /** Threads to compute with, where the browser allows more than one. */
  readonly threads: number;
}

export interface Installed {
  /** Threads that are computed with. */
  readonly threads: number;
}

const installed = new WeakMap<tf.KernelBackend, Promise<Installed>>();

/**
 * Give tfjs's WASM backend, which must be the one in use, the kernels of `kernels/`: those that it
 * lacks for training, and faster ones for those that training waits for. Later calls do nothing.
 *
 * @throws if the binary cannot be loaded, or in Japanese if the engine has no SIMD
 */
export function installWasmKernels(options: InstallOptions): Promise<Installed> {
  const backend = tf.backend() as BackendWasm;
  const running = installed.get(backend);
  if (running) return running;
  const installing = install(backend, options);
  installed.set(backend, installing);
  // What failed once, a network perhaps, may work the next time.
  installing.catch(() => installed.delete(backend));
  return installing;
}

async function install(backend: BackendWasm, { loadBinary }: InstallOptions): Promise<Installed> {
  const heap = new Heap(backend);
  const native = await instantiate(await loadBinary(binaryName(heap.memory)), heap.memory);
  const tools = { heap, native };
  registerAdamUpdate(tools);
  registerConv2dBackpropFilter();
  return { threads: getThreadsCount() };
}
