import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { Heap } from './heap';
import { registerAdamUpdate } from './kernels/adam-update';
import { registerBatchMatMul } from './kernels/batch-mat-mul';
import { registerBatchNormalize } from './kernels/batch-normalize';
import { registerBiasActivation } from './kernels/bias-activation';
import { registerConv2d } from './kernels/conv2d';
import { registerConv2dBackpropFilter } from './kernels/conv2d-backprop-filter';
import { registerConv2dBackpropInput } from './kernels/conv2d-backprop-input';
import { registerIdentity } from './kernels/identity';
import type { KernelTools } from './heap';
import { registerSpreadKernel } from './kernels/spread-kernel';
import { binaryName, instantiate } from './native';
import { startPool } from './pool';

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

async function install(backend: BackendWasm, options: InstallOptions): Promise<Installed> {
  const heap = new Heap(backend);
  const binary = await options.loadBinary(binaryName(heap.memory));
  const module = await WebAssembly.compile(binary);
  const native = await instantiate(module, heap.memory);
  const threads = await startPool({ heap, module, native, threads: options.threads });
  const tools = { heap, native };
  for (const register of registrations) register(tools);
  return { threads };
}

const registrations: readonly ((tools: KernelTools) => void)[] = [
  registerAdamUpdate,
  registerBatchMatMul,
  registerBatchNormalize,
  registerBiasActivation,
  registerConv2d,
  registerConv2dBackpropFilter,
  registerConv2dBackpropInput,
  registerIdentity,
  registerSpreadKernel,
];
