/** The files that a sandbox may ask the page for, by name; nothing else of the site, and no other host. */
import { fetchAsset, publicAddress } from '@lib/assets';
import { wasmAssets } from '@lib/backends/wasm-assets';

const networks = ['generator', 'digit-classifier', 'discriminator-early', 'discriminator-late'];
const networkFile = new RegExp(
  `^models/(${networks.join('|')})/(model\\.json|weights\\.bin|weights\\.bin\\.gz)$`,
);
const kernels = /^wasm\/((?:plain|shared)-(?:relaxed|simd)\.wasm)$/;

/**
 * @param title what the file is to the reader
 * @returns bytes to hand over
 * @throws in Japanese if it may not be had, or does not come
 */
export async function readSandboxFile(path: string, title: string): Promise<ArrayBuffer> {
  if (path === 'wasm/tfjs-plain') return copyOf(wasmAssets.loadTfjs('plain'));
  if (path === 'wasm/tfjs-shared') return copyOf(wasmAssets.loadTfjs('shared'));
  const kernel = kernels.exec(path)?.[1];
  if (kernel) return copyOf(wasmAssets.loadKernels(kernel));
  if (path === 'generated/mnist-10k.bin.gz' || networkFile.test(path)) {
    return fetchAsset(publicAddress(path), title);
  }
  throw new Error(`「${path}」はノートブックから読み込めません。`);
}

/** Those of WebAssembly are kept for a worker that comes after this one. */
async function copyOf(bytes: Promise<ArrayBuffer>): Promise<ArrayBuffer> {
  return (await bytes).slice(0);
}
