/** In Node, what pool.worker.ts is in browsers; Node cannot resolve that one's imports. */
import { parentPort } from 'node:worker_threads';

parentPort.once('message', ({ module, memory, control, scratch }) => {
  const abort = () => {
    throw new Error('a compiled kernel gave up');
  };
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort, stuck: abort } });
  exports.start(control, scratch, 0);
  parentPort.postMessage('ready');
  exports.help();
});
