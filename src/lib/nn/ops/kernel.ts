import * as tf from '@tensorflow/tfjs';

/** Whether the backend in use has a kernel of this name. */
export function hasKernel(name: string): boolean {
  return tf.getKernel(name, tf.getBackend()) !== undefined;
}

/** Whether no clone shares the variable's data: a clone must not change with it. */
export function isUnshared({ dataId }: tf.Variable): boolean {
  return tf.backend().refCount(dataId) === 1;
}

/**
 * Run a kernel of the backend in use by name; its gradient is the one registered for that name.
 *
 * @returns the kernel's outputs
 */
export function runKernel(
  name: string,
  inputs: Readonly<Record<string, tf.Tensor>>,
  attributes: tf.NamedAttrMap = {},
): tf.Tensor[] {
  const outputs: tf.Tensor | tf.Tensor[] = tf.engine().runKernel(name, inputs, attributes);
  return Array.isArray(outputs) ? outputs : [outputs];
}
