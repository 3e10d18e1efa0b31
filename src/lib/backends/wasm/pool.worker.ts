/** A thread of the pool: binds the compiled kernels to the shared memory, then works until ended. */
import type { HelperStart } from './pool';
import { instantiate } from './native';

self.onmessage = async ({ data }: MessageEvent<HelperStart>) => {
  const { module, memory, control, scratch } = data;
  const native = await instantiate(module, memory);
  native.start(control, scratch, 0);
  self.postMessage('ready');
  // Never returns: between jobs the thread sleeps within.
  native.help();
};
