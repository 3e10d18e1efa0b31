import * as tf from '@tensorflow/tfjs';

/** What calls of one kernel with one set of shapes took together. */
export interface KernelTime {
  readonly kernel: string;
  readonly shapes: string;
  readonly calls: number;
  readonly milliseconds: number;
}

/**
 * Take the time of every kernel of the backend in use from now on. Only synchronous backends do
 * their work within the call; on a GPU this is the time that issuing it takes.
 *
 * @returns a function that gives the times since it was called last, longest first
 */
export function timeKernels(): () => KernelTime[] {
  const backendName = tf.getBackend();
  const times = new Map<string, KernelTime>();
  let depth = 0;
  for (const config of tf.getKernelsForBackend(backendName)) {
    const { kernelName, kernelFunc } = config;
    tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel({
      ...config,
      kernelFunc: (call) => {
        depth += 1;
        const began = performance.now();
        try {
          return kernelFunc(call);
        } finally {
          depth -= 1;
          // Kernels that tfjs's kernels call are counted with those.
          if (depth === 0) add(times, kernelName, call.inputs, performance.now() - began);
        }
      },
    });
  }
  return () => {
    const result = [...times.values()].sort((a, b) => b.milliseconds - a.milliseconds);
    times.clear();
    return result;
  };
}

function add(
  times: Map<string, KernelTime>,
  kernel: string,
  inputs: tf.NamedTensorInfoMap,
  milliseconds: number,
): void {
  const shapes = Object.values(inputs)
    .map((input) => input?.shape.join('×') ?? '')
    .join(' ');
  const key = `${kernel} ${shapes}`;
  const before = times.get(key);
  times.set(key, {
    kernel,
    shapes,
    calls: (before?.calls ?? 0) + 1,
    milliseconds: (before?.milliseconds ?? 0) + milliseconds,
  });
}
