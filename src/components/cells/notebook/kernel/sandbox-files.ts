/** The files that a sandbox may ask the page for, by name; nothing else of the site, and no other host. */
import { fetchAsset, publicAddress } from '@lib/assets';
import { isMemoryShareable } from '@lib/backends/shared-memory';
import { binaryName } from '@lib/backends/wasm/native';
import { wasmAssets } from '@lib/backends/wasm-assets';

const networks = ['generator', 'digit-classifier', 'discriminator-early', 'discriminator-late'];
const networkFile = new RegExp(
  `^models/(${networks.join('|')})/(model\\.json|weights\\.bin|weights\\.bin\\.gz)$`,
);
const kernels = /^wasm\/((?:plain|shared)-(?:relaxed|simd)\.wasm)$/;
const mnist = 'generated/mnist-10k.bin.gz';

/** On their way before anybody has asked; each is handed over once. */
const expected = new Map<string, Promise<ArrayBuffer>>();

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
  if (path === mnist || networkFile.test(path)) {
    const coming = expected.get(path);
    expected.delete(path);
    return coming ?? fetchAsset(publicAddress(path), title);
  }
  throw new Error(`「${path}」はノートブックから読み込めません。`);
}

/** Has what these codes of cells will ask for come while the worker starts. */
export function expectFilesOf(codes: readonly string[]): void {
  if (expected.has(mnist) || !codes.some((code) => code.includes('fetchShippedMnist'))) return;
  const coming = fetchAsset(publicAddress(mnist), '学習画像');
  expected.set(mnist, coming);
  // It is asked for anew when the cell wants it.
  coming.catch(() => expected.delete(mnist));
}

/** Has what every worker asks for come beside its program, not behind it. */
export function expectSandboxFiles(): void {
  const memory = isMemoryShareable() ? 'shared' : 'plain';
  // What does not come is told of to the worker, which may do without.
  wasmAssets.loadTfjs(memory).catch(() => null);
  try {
    wasmAssets.loadKernels(binaryName(memory)).catch(() => null);
  } catch {
    // Without SIMD it computes in JavaScript.
  }
}

/** Those of WebAssembly are kept for a worker that comes after this one. */
async function copyOf(bytes: Promise<ArrayBuffer>): Promise<ArrayBuffer> {
  return (await bytes).slice(0);
}
