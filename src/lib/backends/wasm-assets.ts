import plainUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import { fetchAsset } from '../assets';
import type { WasmAssets } from '../backends/activate';

const kernelUrls = import.meta.glob<string>('../backends/wasm/generated/*.wasm', {
  query: '?url',
  import: 'default',
  eager: true,
});

const coming = new Map<string, Promise<ArrayBuffer>>();

/** The WebAssembly binaries as the site serves them; each comes once for a worker. */
export const wasmAssets: WasmAssets = {
  loadTfjs: (memory) => fetchOnce(memory === 'plain' ? plainUrl : kernelUrl('tfjs-shared.wasm')),
  loadKernels: (file) => fetchOnce(kernelUrl(file)),
};

function fetchOnce(url: string): Promise<ArrayBuffer> {
  const bytes = coming.get(url) ?? fetchAsset(url, '計算用のプログラム');
  coming.set(url, bytes);
  // A network that failed once may not fail again.
  bytes.catch(() => coming.delete(url));
  return bytes;
}

function kernelUrl(file: string): string {
  const url = Object.entries(kernelUrls).find(([path]) => path.endsWith(`/${file}`))?.[1];
  if (!url) throw new Error(`there is no kernel binary "${file}"`);
  return url;
}
