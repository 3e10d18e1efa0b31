/** The backend that a worker computes with: each is measured in a worker of its own. */
import * as tf from '@tensorflow/tfjs';
import { wrap } from 'comlink';
import { activateBackend } from './activate';
import { chooseBackend, type ProbeResult } from './choose';
import { installCpuKernels } from './cpu/install';
import type { ProbeApi } from './probe';
import type { BackendChoiceName, BackendName, BackendReport } from './report';
import { wasmAssets } from './wasm-assets';

/** A backend that has not shown a step by then is too slow to be chosen. */
const probeTimeout = 8_000;
/** One that the reader asked for may take its time. */
const patientProbeTimeout = 60_000;

/** Measurements last as long as the worker: the machine does not change. */
const measured = new Map<BackendName, ProbeResult>();

type CreateProbe = (backend: BackendName) => Worker;

async function probe(
  createProbe: CreateProbe,
  backend: BackendName,
  isAskedFor: boolean,
): Promise<ProbeResult> {
  const known = measured.get(backend);
  if (known && (known.milliseconds !== null || !isAskedFor)) return known;
  const worker = createProbe(backend);
  try {
    const result = await Promise.race([
      wrap<ProbeApi>(worker).measure(backend, isAskedFor),
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
 * Make the backend that was asked for, or the one that trains fastest here, the active one; or, for
 * small networks, the CPU backend with kernels of their own, on which nothing has to be waited for.
 *
 * @throws in Japanese if it, or every one, cannot be used
 */
export async function activateMeasuredBackend(
  requested: BackendChoiceName | 'small',
  createProbe: CreateProbe,
): Promise<BackendReport> {
  if (requested === 'small') {
    await tf.setBackend('cpu');
    installCpuKernels();
    return { backend: 'cpu', threads: 1, chosenBy: 'family', measurements: [] };
  }
  const choice = await chooseBackend({
    requested,
    probe: (backend) => probe(createProbe, backend, backend === requested),
  });
  return { ...choice, threads: await activateBackend(choice.backend, wasmAssets) };
}
