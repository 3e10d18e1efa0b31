import * as tf from '@tensorflow/tfjs';
import type { BackendName } from '../runtime/protocol';

/** Where the WebAssembly binaries are; differs between the site and Node. */
export interface WasmAssets {
  /** For tfjs's `setWasmPaths`: a folder, or a URL for each binary. */
  readonly tfjsPaths: string | Record<string, string>;
  /** The bytes of one of this library's own kernel binaries, by file name. */
  readonly loadKernels: (file: string) => Promise<ArrayBuffer>;
}

/** More threads than this gain little on the sizes trained here, and leave readers less of their machine. */
const mostThreads = 4;

/**
 * Make a backend the one that tfjs computes with, with the kernels that training needs.
 *
 * @returns the number of threads that it computes with
 * @throws in Japanese if it cannot be used; then the one that was active before is so again
 */
export async function activateBackend(backend: BackendName, assets: WasmAssets): Promise<number> {
  const previous = tf.getBackend() as BackendName | undefined;
  try {
    if (backend === 'wasm') return await activateWasm(assets);
    if (backend === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
    await setBackend(backend);
    return 1;
  } catch (error) {
    if (previous) await setBackend(previous);
    throw error;
  }
}

async function activateWasm({ tfjsPaths, loadKernels }: WasmAssets): Promise<number> {
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  const { installWasmKernels } = await import('./wasm/install');
  wasm.setWasmPaths(tfjsPaths);
  const threads = Math.min(globalThis.navigator?.hardwareConcurrency ?? 1, mostThreads);
  wasm.setThreadsCount(threads);
  await setBackend('wasm');
  const installed = await installWasmKernels({ loadBinary: loadKernels, threads });
  return installed.threads;
}

async function setBackend(backend: BackendName): Promise<void> {
  const isReady = await tf.setBackend(backend).catch(() => false);
  if (!isReady) throw new Error(`計算方法「${backend}」を始められませんでした。`);
}
