import * as tf from '@tensorflow/tfjs';
import type { BackendName } from './report';
import { isMemoryShareable } from './shared-memory';

/** How the memory that tfjs's tensors lie in is declared. */
export type WasmMemoryKind = 'plain' | 'shared';

/** The WebAssembly binaries; they come differently in the site and in Node. */
export interface WasmAssets {
  /** tfjs's SIMD build: as tfjs ships it, or with its memory declared shared. */
  readonly loadTfjs: (memory: WasmMemoryKind) => Promise<ArrayBuffer>;
  /** One of this library's own kernel binaries, by file name. */
  readonly loadKernels: (file: string) => Promise<ArrayBuffer>;
}

/** More threads than this gain little on the sizes trained here, and leave readers less of their machine. */
const mostThreads = 4;

/**
 * Make a backend the one that tfjs computes with, with the kernels that training needs.
 *
 * @returns the number of threads that it computes with
 * @throws in Japanese if it cannot be used; then the one that was active before is so again, and
 *   this one may be tried again
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

/** Threads of the WASM backend, once it runs: its tensors and its memory stay. */
let wasmThreads: number | null = null;

async function activateWasm(assets: WasmAssets): Promise<number> {
  if (wasmThreads === null) wasmThreads = await startWasm(assets);
  await setBackend('wasm');
  return wasmThreads;
}

/** On several threads where the page may have them, or else on one. */
async function startWasm(assets: WasmAssets): Promise<number> {
  if (canShareMemory()) {
    try {
      return await startWasmIn('shared', assets);
    } catch {
      // The memory was promised and is refused, or the binary for it is missing.
    }
  }
  return startWasmIn('plain', assets);
}

async function startWasmIn(
  memory: WasmMemoryKind,
  { loadTfjs, loadKernels }: WasmAssets,
): Promise<number> {
  const { createTfjsBackend } = await import('./wasm/tfjs-module');
  const { installWasmKernels } = await import('./wasm/install');
  const { binaryName } = await import('./wasm/native');
  const [tfjs, kernels] = await Promise.all([loadTfjs(memory), loadKernels(binaryName(memory))]);
  const backend = await createTfjsBackend(await WebAssembly.compile(tfjs));
  const module = await WebAssembly.compile(kernels);
  tf.removeBackend('wasm');
  // tfjs's own kernels are set up when their backend becomes the one in use.
  tf.registerBackend('wasm', () => backend);
  await setBackend('wasm');
  const threads = Math.min(globalThis.navigator?.hardwareConcurrency ?? 1, mostThreads);
  return installWasmKernels({ backend, module, threads });
}

/** Whether threads can compute in one memory as large as theirs. */
function canShareMemory(): boolean {
  if (!isMemoryShareable()) return false;
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
