import * as tf from '@tensorflow/tfjs';
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';

/** What a kernel of ours works with: plain arrays, in place of tensors. */
export interface CpuKernelCall<Attributes> {
  /** The values of an input; throws if there is none of that name. */
  readonly read: (input: string) => Float32Array;
  readonly attributes: Attributes;
}

/** An output of a kernel. */
export interface CpuOutput {
  readonly values: Float32Array;
  readonly shape: number[];
}

/** Register a kernel of the CPU backend; does nothing if it is registered already. */
export function registerCpuKernel<Attributes>(
  kernelName: string,
  run: (call: CpuKernelCall<Attributes>) => CpuOutput[],
): void {
  // `getKernel` answers undefined for a missing one, whatever its type says.
  if (tf.getKernel(kernelName, 'cpu') as tf.KernelConfig | undefined) return;
  tf.registerKernel({
    kernelName,
    backendName: 'cpu',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const cpu = backend as MathBackendCPU;
      const read = (name: string) => {
        const input = inputs[name];
        const values = input && cpu.data.get(input.dataId).values;
        if (!(values instanceof Float32Array)) {
          throw new Error(`${kernelName} has no float32 input "${name}"`);
        }
        return values;
      };
      return run({ read, attributes: attrs as Attributes }).map(({ values, shape }) =>
        cpu.makeTensorInfo(shape, 'float32', values),
      );
    },
  });
}
