/** The worker that trains: a {@link Session} on this browser's backends and the site's files. */
import { expose, wrap } from 'comlink';
import { activateBackend } from '../backends/activate';
import { chooseBackend, type ProbeResult } from '../backends/choose';
import { onDeviceLost } from '../backends/device-loss';
import { mnistFromIdxFiles } from '../data/idx';
import type { MnistDataset } from '../data/mnist';
import { fetchShippedMnist } from './mnist-file';
import type { ProbeWorkerApi } from './probe.worker';
import type { BackendName, MnistSource, OpenRequest } from './protocol';
import { Session } from './session';
import { fetchShippedModel } from './shipped-model';
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

async function loadImages(source: MnistSource): Promise<MnistDataset> {
  if (source.kind === 'files') return mnistFromIdxFiles(source.files);
  return fetchShippedMnist();
}

async function chooseAndActivate(requested: OpenRequest['backend']) {
  const choice = await chooseBackend({
    requested,
    probe: (backend) => probe(backend, backend === requested),
  });
  return { ...choice, threads: await activateBackend(choice.backend, wasmAssets) };
}

expose(
  new Session({
    activateBackend: chooseAndActivate,
    loadImages,
    loadClassifier: () => fetchShippedModel('digit-classifier'),
    onDeviceLost,
  }),
);
