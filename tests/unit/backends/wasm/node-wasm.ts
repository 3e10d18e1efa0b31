import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker as NodeThread } from 'node:worker_threads';
import { vi } from 'vitest';
import { activateBackend, type WasmAssets } from '@lib/backends/activate';

const require = createRequire(import.meta.url);
const tfjsWasm =
  require.resolve('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm');
const generated = 'src/lib/backends/wasm/generated';

/** The WebAssembly binaries as files, for tests in Node. */
export const nodeWasmAssets: WasmAssets = {
  loadTfjs: (memory) =>
    bytesOf(memory === 'plain' ? tfjsWasm : join(generated, 'tfjs-shared.wasm')),
  loadKernels: (file) => bytesOf(join(generated, file)),
};

async function bytesOf(path: string): Promise<ArrayBuffer> {
  return new Uint8Array(await readFile(path)).buffer;
}

export interface WasmVariant {
  /** `simd`: as in a browser that has no relaxed SIMD. */
  readonly instructions?: 'relaxed' | 'simd';
  /** More than one: as in a browser on an isolated page with so many cores. */
  readonly threads?: number;
}

/** Make WASM the backend in use, with our kernels, on one thread. */
export function activateWasm(): Promise<number> {
  return activateWasmVariant({});
}

/**
 * The same with a choice. Only the first one of a test file counts, since tfjs makes the backend
 * once.
 *
 * @returns the number of threads
 */
export async function activateWasmVariant(variant: WasmVariant): Promise<number> {
  const { instructions = 'relaxed', threads = 1 } = variant;
  if (threads > 1) pretendIsolation(threads);
  const loadKernels = (file: string) =>
    nodeWasmAssets.loadKernels(file.replace('relaxed', instructions));
  const started = await activateBackend('wasm', { ...nodeWasmAssets, loadKernels });
  vi.unstubAllGlobals();
  return started;
}

/** Make Node look like an isolated page: threads, as Web Workers, on a number of cores. */
function pretendIsolation(cores: number): void {
  vi.stubGlobal('crossOriginIsolated', true);
  vi.stubGlobal('navigator', { hardwareConcurrency: cores });
  vi.stubGlobal('Worker', ThreadAsWorker);
}

class ThreadAsWorker {
  private readonly thread = new NodeThread(new URL('./node-thread.mjs', import.meta.url));
  onmessage: (() => void) | null = null;
  onerror: ((event: Event) => void) | null = null;

  constructor() {
    // Asleep or at work, it must not keep the process from ending.
    this.thread.unref();
    this.thread.on('message', () => this.onmessage?.());
    this.thread.on('error', () => this.onerror?.(new Event('error')));
  }

  postMessage(message: unknown): void {
    this.thread.postMessage(message);
  }

  terminate(): void {
    void this.thread.terminate();
  }
}
