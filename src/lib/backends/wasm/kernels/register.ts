import * as tf from '@tensorflow/tfjs';

export interface KernelCall<Inputs, Attributes> {
  readonly inputs: Inputs;
  readonly attrs: Attributes;
}

/**
 * Register a kernel of the WASM backend, in place of tfjs's if it has one of that name.
 *
 * @returns tfjs's own, if there was one
 */
export function register<Inputs, Attributes>(
  kernelName: string,
  run: (call: KernelCall<Inputs, Attributes>) => tf.TensorInfo | tf.TensorInfo[],
): tf.KernelConfig | undefined {
  const backendName = 'wasm';
  // `getKernel` answers undefined for a missing one, whatever its type says.
  const present = tf.getKernel(kernelName, backendName) as tf.KernelConfig | undefined;
  if (present) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs }) =>
      run({ inputs: inputs as Inputs, attrs: attrs as Attributes }),
  });
  return present;
}
