/**
 * Measures one backend, away from the training worker: a backend that hangs is ended with its
 * worker, and one that fails leaves nothing behind.
 */
import { activateBackend } from './activate';
import type { ProbeResult } from './choose';
import { measureTrainingStep } from './measure-step';
import type { BackendName } from './report';
import { findWebgl, findWebgpu, type GpuFinding } from './software-renderer';
import { wasmAssets } from './wasm-assets';

async function findGpu(backend: BackendName): Promise<GpuFinding | null> {
  if (backend === 'webgl') return findWebgl();
  if (backend === 'webgpu') return findWebgpu();
  return null;
}

/** What the worker of a probe offers through Comlink. */
export const probeApi = {
  /**
   * @param mayBeSoftware measure a GPU interface even if it is computed in software
   * @returns the time, or in Japanese why there is none
   */
  async measure(backend: BackendName, mayBeSoftware: boolean): Promise<ProbeResult> {
    const gpu = await findGpu(backend);
    if (gpu?.kind === 'none') return { milliseconds: null, note: 'このブラウザにはありません' };
    if (gpu?.kind === 'software' && !mayBeSoftware) {
      return { milliseconds: null, note: `GPUではなくソフトウェアで描画されます：${gpu.renderer}` };
    }
    const threads = await activateBackend(backend, wasmAssets);
    const milliseconds = await measureTrainingStep();
    return { milliseconds, note: gpu ? gpu.renderer : `${threads}スレッド` };
  },
};

export type ProbeApi = typeof probeApi;
