import * as tf from '@tensorflow/tfjs';
import { installCpuKernels } from '@lib/backends/cpu/install';

const names = ['Mlp', 'MlpGradient', 'MlpTangent', 'AdamUpdate'];

/** Compute with tfjs's own operations on the CPU backend, as on a backend without our kernels. */
export function withoutCpuKernels<Result>(compute: () => Result): Result {
  for (const name of names) {
    if (tf.getKernel(name, 'cpu') as tf.KernelConfig | undefined) tf.unregisterKernel(name, 'cpu');
  }
  try {
    return compute();
  } finally {
    installCpuKernels();
  }
}
