/**
 * Measures one backend, away from the training worker: a backend that hangs is ended with its
 * worker, and one that fails leaves nothing behind.
 */
import { expose } from 'comlink';
import { activateBackend } from '../backends/activate';
import type { ProbeResult } from '../backends/choose';
import { measureTrainingStep } from '../backends/measure-step';
import { findWebgl, findWebgpu, type GpuFinding } from '../backends/software-renderer';
import type { BackendName } from './protocol';
import { wasmAssets } from './wasm-assets';

async function findGpu(backend: BackendName): Promise<GpuFinding | null> {
  if (backend === 'webgl') return findWebgl();
  if (backend === 'webgpu') return findWebgpu();
  return null;
}

const api = {
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

export type ProbeWorkerApi = typeof api;
expose(api);
