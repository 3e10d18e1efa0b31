/** The backend that a worker computes with: each is measured in a worker of its own. */
import * as tf from '@tensorflow/tfjs';
import { proxy, wrap } from 'comlink';
import { wordsOf } from '../error-words';
import { deathOf } from '../worker-death';
import { activateBackend } from './activate';
import { chooseBackend, type ProbeResult } from './choose';
import { installCpuKernels } from './cpu/install';
import type { ProbeApi } from './probe';
import type { BackendChoiceName, BackendName, BackendReport } from './report';
import { remembered } from './remembered';
import { hasInterface, missingInterface } from './software-renderer';
import { wasmAssets } from './wasm-assets';

/** A backend that has not shown a step by then is too slow to be chosen. */
const probeTimeout = 8_000;
/** One that the reader asked for may take its time. */
const patientProbeTimeout = 60_000;
/** What has to come first, its program and its files, comes as slowly as the line is. */
const loadingTimeout = 180_000;

/** Measurements of this worker, and of an earlier visit: the machine does not change. Lost ones are not kept. */
const measured = new Map<BackendName, ProbeResult>();
/** When those of an earlier visit were taken, milliseconds since 1970; `null` without any in use. */
let measuredAt: number | null = null;
let hasRecalled = false;
/** Those that were too slow are spared the reader as long as a fast one is known. */
const tooSlow = new Map<BackendName, ProbeResult>();

type CreateProbe = (backend: BackendName) => Worker;

async function probe(
  createProbe: CreateProbe,
  backend: BackendName,
  isAskedFor: boolean,
): Promise<ProbeResult> {
  const known = measured.get(backend) ?? (isAnyFast() ? tooSlow.get(backend) : undefined);
  if (known && (known.milliseconds !== null || !isAskedFor)) return known;
  // A worker would take a fifth of a second to say so.
  if (!hasInterface(backend)) return { milliseconds: null, note: missingInterface };
  const worker = createProbe(backend);
  try {
    const result = await converse(worker, backend, isAskedFor);
    measured.set(backend, result);
    return result;
  } catch (error) {
    const result = { milliseconds: null, note: wordsOf(error) };
    if (error instanceof TooSlow) tooSlow.set(backend, result);
    return result;
  } finally {
    worker.terminate();
  }
}

/** Only what is computed is timed: what has to come first may come slowly. */
async function converse(
  worker: Worker,
  backend: BackendName,
  isAskedFor: boolean,
): Promise<ProbeResult> {
  const died = deathOf(worker);
  const loaded = <Result>(done: Promise<Result>) =>
    inTime(Promise.race([done, died]), loadingTimeout, () => new Error(unloaded));
  // Plain CPU is asked only when nothing else is left: slow is better than nothing.
  const isPatient = isAskedFor || backend === 'cpu';
  const timeout = isPatient ? patientProbeTimeout : probeTimeout;
  const computed = <Result>(done: Promise<Result>) =>
    inTime(Promise.race([done, died]), timeout, () => new TooSlow(timeout));

  const api = wrap<ProbeApi>(worker);
  await loaded(api.begin());
  const refusal = await computed(api.find(backend, isAskedFor));
  if (refusal) return { milliseconds: null, note: refusal };
  // This worker's downloads, which outlive the probe and serve training too.
  await loaded(api.load(backend, proxy(wasmAssets)));
  return computed(api.measure(backend));
}

function isAnyFast(): boolean {
  return [...measured].some(([name, { milliseconds }]) => name !== 'cpu' && milliseconds !== null);
}

const unloaded = '必要なファイルが届きませんでした';

class TooSlow extends Error {
  constructor(milliseconds: number) {
    super(`${milliseconds / 1000}秒以内に計算が終わりませんでした`);
  }
}

async function inTime<Result>(
  done: Promise<Result>,
  milliseconds: number,
  late: () => Error,
): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(late());
    }, milliseconds);
  });
  try {
    return await Promise.race([done, expired]);
  } finally {
    clearTimeout(timer);
  }
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
  await recall();
  try {
    return await activateChosen(requested, createProbe);
  } catch (error) {
    // What was right on an earlier visit may be so no longer.
    if (measuredAt === null) throw error;
    await forgetMeasurements();
    return activateChosen(requested, createProbe);
  }
}

async function activateChosen(
  requested: BackendChoiceName,
  createProbe: CreateProbe,
): Promise<BackendReport> {
  const before = measured.size;
  const choice = await chooseBackend({
    requested,
    probe: (backend) => probe(createProbe, backend, backend === requested),
  });
  const threads = await activateBackend(choice.backend, wasmAssets);
  if (measured.size > before) {
    measuredAt = null;
    void remembered.keep([...measured]);
  }
  return { ...choice, threads, ...(measuredAt === null ? {} : { measuredAt }) };
}

/** What an earlier visit has measured, once. */
async function recall(): Promise<void> {
  if (hasRecalled) return;
  hasRecalled = true;
  const found = await remembered.recall();
  if (!found || measured.size > 0) return;
  for (const [backend, result] of found.measured) measured.set(backend, result);
  measuredAt = found.at;
}

/** A backend has failed that was measured well: the next choice measures all of them anew. */
export async function forgetMeasurements(): Promise<void> {
  measured.clear();
  measuredAt = null;
  await remembered.forget();
}
