/**
 * Measures one backend, away from the training worker: a backend that hangs is ended with its
 * worker, and one that fails leaves nothing behind.
 */
import { activateBackend, type WasmAssets } from './activate';
import type { ProbeResult } from './choose';
import { measureTrainingStep, trainsOnSmallGradients } from './measure-step';
import type { BackendName } from './report';
import { findWebgl, findWebgpu, type GpuFinding, missingInterface } from './software-renderer';

async function findGpu(backend: BackendName): Promise<GpuFinding | null> {
  if (backend === 'webgl') return findWebgl();
  if (backend === 'webgpu') return findWebgpu();
  return null;
}

let gpu: GpuFinding | null = null;
let assets: WasmAssets;

/** What the worker of a probe offers through Comlink, to be called in this order. */
export const probeApi = {
  /** Resolves when the probe's program has come. */
  begin: () => Promise.resolve(),

  /**
   * @param mayBeSoftware take a GPU interface even if it is computed in software
   * @returns in Japanese why the backend cannot be used, or `null`
   */
  async find(backend: BackendName, mayBeSoftware: boolean): Promise<string | null> {
    gpu = await findGpu(backend);
    if (gpu?.kind === 'none') return missingInterface;
    if (gpu?.kind === 'software' && !mayBeSoftware) {
      return `GPUではなくソフトウェアで描画されます：${gpu.renderer}`;
    }
    return null;
  },

  /** Resolves when everything that the backend needs has come. */
  async load(backend: BackendName, files: WasmAssets): Promise<void> {
    assets = files;
    if (backend === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
    // Starting it is nothing but loading.
    if (backend === 'wasm') await activateBackend(backend, assets);
  },

  /** @returns the time, or in Japanese why there is none */
  async measure(backend: BackendName): Promise<ProbeResult> {
    const threads = await activateBackend(backend, assets);
    if (!(await trainsOnSmallGradients())) {
      const renderer = gpu ? `：${gpu.renderer}` : '';
      return {
        milliseconds: null,
        note: `小さな勾配を正しく計算できません。数の精度が足りないようです${renderer}`,
      };
    }
    const milliseconds = await measureTrainingStep();
    return { milliseconds, note: gpu ? gpu.renderer : `${threads}スレッド` };
  },
};

export type ProbeApi = typeof probeApi;
