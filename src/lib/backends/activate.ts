import * as tf from '@tensorflow/tfjs';
import type { BackendName } from './report';

/** Where the WebAssembly binaries are; differs between the site and Node. */
export interface WasmAssets {
  /** Addresses of tfjs's SIMD build: as tfjs ships it, and with its memory declared shared. */
  readonly tfjs: { readonly plain: string; readonly shared: string };
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

async function activateWasm({ tfjs, loadKernels }: WasmAssets): Promise<number> {
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  const { installWasmKernels } = await import('./wasm/install');
  const binary = canShareMemory() ? tfjs.shared : tfjs.plain;
  // Threads are our kernels' own; tfjs's build with threads is not used.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  wasm.setWasmPaths({
    'tfjs-backend-wasm.wasm': binary,
    'tfjs-backend-wasm-simd.wasm': binary,
    'tfjs-backend-wasm-threaded-simd.wasm': binary,
  });
  await setBackend('wasm');
  const threads = Math.min(globalThis.navigator?.hardwareConcurrency ?? 1, mostThreads);
  const installed = await installWasmKernels({ loadBinary: loadKernels, threads });
  return installed.threads;
}

/** Whether threads can compute in one memory: only on pages that are isolated from other origins. */
function canShareMemory(): boolean {
  if (!(globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated) return false;
  try {
    // As large as tfjs's may become (tools/build-kernels.mjs); some phones refuse to reserve it.
    new WebAssembly.Memory({ initial: 1, maximum: 16384, shared: true });
    return true;
  } catch {
    return false;
  }
}

async function setBackend(backend: BackendName): Promise<void> {
  const isReady = await tf.setBackend(backend).catch(() => false);
  if (!isReady) throw new Error(`計算方法「${backend}」を始められませんでした。`);
}
