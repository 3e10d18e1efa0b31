/** The backend that a worker computes with: each is measured in a worker of its own. */
import { wrap } from 'comlink';
import { activateBackend } from '../backends/activate';
import { chooseBackend, type ProbeResult } from '../backends/choose';
import type { ProbeWorkerApi } from './probe.worker';
import type { BackendName, BackendReport } from './protocol';
import { wasmAssets } from './wasm-assets';

/** A backend that has not shown a step by then is too slow to be chosen. */
const probeTimeout = 8_000;
/** One that the reader asked for may take its time. */
const patientProbeTimeout = 60_000;

/** Measurements last as long as the worker: the machine does not change. */
const measured = new Map<BackendName, ProbeResult>();

async function probe(backend: BackendName, isAskedFor: boolean): Promise<ProbeResult> {
  const known = measured.get(backend);
  if (known && (known.milliseconds !== null || !isAskedFor)) return known;
  const worker = new Worker(new URL('./probe.worker.ts', import.meta.url), {
    type: 'module',
    name: `probe ${backend}`,
  });
  try {
    const result = await Promise.race([
      wrap<ProbeWorkerApi>(worker).measure(backend, isAskedFor),
      expiry(isAskedFor ? patientProbeTimeout : probeTimeout),
    ]);
    measured.set(backend, result);
    return result;
  } catch (error) {
    return { milliseconds: null, note: error instanceof Error ? error.message : String(error) };
  } finally {
    worker.terminate();
  }
}

function expiry(milliseconds: number): Promise<ProbeResult> {
  const note = `${milliseconds / 1000}秒以内に計算が終わりませんでした`;
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds, { milliseconds: null, note });
  });
}

/**
 * Make the backend that was asked for, or the one that trains fastest here, the active one.
 *
 * @throws in Japanese if it, or every one, cannot be used
 */
export async function activateMeasuredBackend(
  requested: BackendName | 'auto',
): Promise<BackendReport> {
  const choice = await chooseBackend({
    requested,
    probe: (backend) => probe(backend, backend === requested),
  });
  return { ...choice, threads: await activateBackend(choice.backend, wasmAssets) };
}
