/** The page's side of `runs.worker.ts`; small runs it writes and reads itself. */
import { type Remote, transfer } from 'comlink';
import { startProgram } from '../../load-program';
import { buffersIn } from '../../transfer';
import { inWorker } from '../job-worker';
import type { KeptRun, RunRecord, Slot, Trouble, WriteOptions } from './checkpoints';
import { openDatabase, type SiteDatabase } from './database';
import { StorageRefused } from './refusal';
import type { RunsWorkerApi } from './runs.worker';
import program from './runs.worker.ts?worker&url';

/** Bytes that are written in less time than a worker takes to start. */
const small = 2 ** 20;

let hasAsked = false;
let opened: Promise<SiteDatabase> | null = null;

/** By the page's own connection; one that failed, or was closed for a newer site, is tried anew. */
async function inPage<Result>(job: (database: SiteDatabase) => Promise<Result>): Promise<Result> {
  opened ??= openDatabase();
  try {
    return await job(await opened);
  } catch (error) {
    opened = null;
    throw error;
  }
}

/**
 * Keep a run, see `Checkpoints.write`. Takes its arrays away from the caller.
 *
 * @throws in Japanese if there is no room or the browser refuses; then the older one is there still
 */
export async function writeRun(
  run: string,
  about: RunRecord,
  kept: KeptRun,
  options: WriteOptions = {},
): Promise<void> {
  void askToPersist();
  const buffers = buffersIn(kept.states);
  const bytes = buffers.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (bytes <= small) {
    await inPage(({ checkpoints }) => checkpoints.write(run, about, kept, options));
    return;
  }
  await makeRoom(bytes);
  await inWorker(createWorker, (worker: Remote<RunsWorkerApi>) =>
    worker.write(run, about, transfer(kept, buffers), options),
  );
}

/** A run with its states, see `Checkpoints.read`. */
export function readRun(run: string, slot: Slot = 'last') {
  return inWorker(createWorker, (worker: Remote<RunsWorkerApi>) => worker.read(run, slot));
}

export function aboutRun(run: string, slot: Slot = 'last') {
  return inPage(({ checkpoints }) => checkpoints.about(run, slot));
}

/** Note that a run has gone wrong since it was kept. */
export function markRun(run: string, trouble: Trouble): Promise<void> {
  return inPage(({ checkpoints }) => checkpoints.mark(run, trouble));
}

export async function deleteRun(run: string): Promise<void> {
  await inPage(({ checkpoints }) => checkpoints.delete(run));
}

/**
 * Ask the browser not to throw away what is kept when room gets short. Firefox asks its reader, who
 * should not be disturbed in the middle of a run; there only the page of what is kept does.
 */
async function askToPersist(): Promise<void> {
  if (hasAsked) return;
  hasAsked = true;
  if (/firefox/i.test(navigator.userAgent)) return;
  await navigator.storage?.persist?.().catch(() => false);
}

/** Healthy states give way first. */
async function makeRoom(bytes: number): Promise<void> {
  if (await hasRoom(bytes)) return;
  const isDropped = await inPage(({ checkpoints }) => checkpoints.dropHealthy());
  if (isDropped && (await hasRoom(bytes))) return;
  throw new StorageRefused(
    `このブラウザに残す場所が足りません（要るのは約${Math.ceil(bytes / 1e6)}MB）。「残したデータ」のページでいらないものを消すと、また残せます。`,
    true,
  );
}

async function hasRoom(bytes: number): Promise<boolean> {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  return quota === undefined || usage === undefined || quota - usage > bytes;
}

function createWorker(): Promise<Worker> {
  return startProgram(program, 'runs');
}
