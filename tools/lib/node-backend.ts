import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { activateBackend } from '@lib/backends/activate';
import { decodePackedMnist } from '@lib/data/mnist';
import { root } from './steps.mjs';

const kernels = 'src/lib/backends/wasm/generated';
const tfjsWasm = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm',
);

export interface NodeWasm {
  /** `simd`: without relaxed SIMD, the same to the last bit on every machine. */
  readonly instructions?: 'relaxed' | 'simd';
}

/** Make WASM, with our kernels, the backend that Node computes with; the first choice stays. */
export async function activateWasm({ instructions = 'relaxed' }: NodeWasm = {}): Promise<void> {
  await activateBackend('wasm', {
    loadTfjs: async () => Uint8Array.from(await readFile(tfjsWasm)).buffer,
    loadKernels: (file) => readBytes(kernels, file.replace('relaxed', instructions)),
  });
}

/** The images that the site ships. */
export async function loadShippedDigits() {
  return decodePackedMnist(await readBytes('public/generated/mnist-10k.bin.gz'));
}

/** A file below the project's folder. */
export async function readBytes(...path: string[]): Promise<ArrayBuffer> {
  return Uint8Array.from(await readFile(join(root, ...path))).buffer;
}
