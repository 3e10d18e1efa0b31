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
import { registerMoveTowards } from './kernels/move-towards';
import type { KernelTools } from './heap';
import { registerSpreadKernel } from './kernels/spread-kernel';
import { instantiate, type ThreadWatch } from './native';
import { startPool } from './pool';

export interface InstallOptions {
  /** tfjs's, which must be the one in use. */
  readonly backend: BackendWasm;
  /** The binary of `generated/` that fits its memory. */
  readonly module: WebAssembly.Module;
  /** Threads to compute with, where the browser allows more than one. */
  readonly threads: number;
}

/**
 * Give tfjs's WASM backend the kernels of `kernels/`: those that it lacks for training, and faster
 * ones for those that training waits for.
 *
 * @returns the number of threads that are computed with
 */
export async function installWasmKernels(options: InstallOptions): Promise<number> {
  const { backend, module } = options;
  const heap = new Heap(backend);
  const watch: ThreadWatch = { onStuck: () => undefined };
  const native = await instantiate(module, heap.memory, watch);
  const threads = await startPool({ heap, module, native, watch, threads: options.threads });
  const tools = { heap, native };
  for (const register of registrations) register(tools);
  return threads;
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
  registerMoveTowards,
  registerSpreadKernel,
];
