import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { activateBackend, type WasmAssets } from '@lib/backends/activate';

const require = createRequire(import.meta.url);

/** The WebAssembly binaries as files, for tests in Node. */
export const nodeWasmAssets: WasmAssets = {
  tfjsPaths: `${join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '../wasm-out')}/`,
  async loadKernels(file) {
    const bytes = await readFile(join('src/lib/backends/wasm/generated', file));
    return new Uint8Array(bytes).buffer;
  },
};

/** Make WASM the backend in use, with our kernels. */
export function activateWasm(): Promise<number> {
  return activateBackend('wasm', nodeWasmAssets);
}
