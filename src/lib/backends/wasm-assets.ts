import plainUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import type { WasmAssets } from '../backends/activate';

const kernelUrls = import.meta.glob<string>('../backends/wasm/generated/*.wasm', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** The WebAssembly binaries as the site serves them. */
export const wasmAssets: WasmAssets = {
  tfjs: { plain: plainUrl, shared: kernelUrl('tfjs-shared.wasm') },
  async loadKernels(file) {
    const url = kernelUrl(file);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
    return response.arrayBuffer();
  },
};

function kernelUrl(file: string): string {
  const url = Object.entries(kernelUrls).find(([path]) => path.endsWith(`/${file}`))?.[1];
  if (!url) throw new Error(`there is no kernel binary "${file}"`);
  return url;
}
