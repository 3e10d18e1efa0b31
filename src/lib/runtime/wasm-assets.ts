import simdUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url';
import plainUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import type { WasmAssets } from '../backends/activate';

const kernelUrls = import.meta.glob<string>('../backends/wasm/generated/*.wasm', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** The WebAssembly binaries as the site serves them. */
export const wasmAssets: WasmAssets = {
  tfjsPaths: {
    'tfjs-backend-wasm.wasm': absolute(plainUrl),
    'tfjs-backend-wasm-simd.wasm': absolute(simdUrl),
    'tfjs-backend-wasm-threaded-simd.wasm': absolute(threadedUrl),
  },
  async loadKernels(file) {
    const url = Object.entries(kernelUrls).find(([path]) => path.endsWith(`/${file}`))?.[1];
    if (!url) throw new Error(`there is no kernel binary "${file}"`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
    return response.arrayBuffer();
  },
};

/** tfjs's thread workers run from a blob, where only absolute addresses resolve. */
function absolute(url: string): string {
  return new URL(url, globalThis.location.href).href;
}
