import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { activateBackend, type WasmAssets } from '@lib/backends/activate';

const require = createRequire(import.meta.url);
const generated = 'src/lib/backends/wasm/generated';

/** The WebAssembly binaries as files, for tests in Node. */
export const nodeWasmAssets: WasmAssets = {
  tfjs: {
    plain: require.resolve('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm'),
    shared: join(generated, 'tfjs-shared.wasm'),
  },
  async loadKernels(file) {
    const bytes = await readFile(join(generated, file));
    return new Uint8Array(bytes).buffer;
  },
};

/** Make WASM the backend in use, with our kernels. */
export function activateWasm(): Promise<number> {
  return activateBackend('wasm', nodeWasmAssets);
}
