/** Runs in training, kept so that they go on exactly where they were. */
import { type Found, problemOf, setAside } from './aside';
import type { ArrayFiles } from './array-files';
import type { Access, Key, Records } from './records';
import { StorageRefused } from './refusal';
import {
  arraysIn,
  bytesOf,
  checkpointKind,
  checkpointOf,
  type CheckpointRecord,
  type KeptRun,
  type ListedArray,
  listArrays,
  runKind,
  type RunRecord,
  statesOf,
  type Trouble,
} from './run-records';
import { stamped, Unreadable, upToDate } from './versions';

export type { KeptRun, RunRecord, Trouble } from './run-records';

/** The newest, and an older one from which the run is known to have gone on well. */
export type Slot = 'last' | 'healthy';
const slots = ['last', 'healthy'] as const satisfies readonly Slot[];

/** A run without its arrays: enough to offer it. */
export interface AboutRun extends RunRecord {
  readonly run: string;
  readonly step: number;
  /** Milliseconds since 1970, to show; nothing is ordered by it. */
  readonly savedAt: number;
  readonly bytes: number;
  readonly trouble: Trouble | null;
  readonly shown: unknown;
}

export interface WriteOptions {
  /** For a pause rather than in passing: wait until it is on the disk. */
  readonly isStrict?: boolean;
  /** Whether it is another run, of which there is no healthy state yet. */
  readonly isAnother?: boolean;
  /** Whether the one that gives way is known to be healthy, and takes that slot. */
  readonly wasHealthy?: boolean;
  readonly trouble?: Trouble | null;
}

const all = ['runs', 'checkpoints', 'arrays', 'aside', 'meta'] as const;
/** Files of checkpoints that could not be read. */
const asideFiles = 'aside files';

type Sources = { readonly about: AboutRun; readonly kept: CheckpointRecord; readonly stored: readonly unknown[] | null }; // prettier-ignore

export class Checkpoints {
  constructor(
    private readonly records: Records,
    private readonly files: ArrayFiles,
  ) {}

  /**
   * Keep a run's newest state in the place of the one before: as a whole or, if the browser refuses half
   * way, not at all. Where there is no room, healthy states give way first.
   *
   * @throws in Japanese if it is too large or the browser refuses; then the older one is there still
   */
  async write(
    run: string,
    about: RunRecord,
    kept: KeptRun,
    options: WriteOptions = {},
  ): Promise<void> {
    const arrays = listArrays(kept.states);
    const writing = { run, about, arrays, record: checkpointOf(kept, arrays) };
    try {
      await this.put(writing, options);
    } catch (error) {
      const isFull = error instanceof StorageRefused && error.isFull;
      if (!isFull || !(await this.dropHealthy())) throw error;
      await this.put(writing, { ...options, wasHealthy: false });
    }
  }

  /** Note that a run has gone wrong since it was kept. */
  async mark(run: string, trouble: Trouble): Promise<void> {
    await this.change(async (access) => {
      const record = await access.get('checkpoints', [run, 'last']);
      if (record === undefined) return;
      const kept = { ...upToDate(checkpointKind, record), trouble };
      await access.put('checkpoints', [run, 'last'], stamped(checkpointKind, kept));
    });
  }

  /** What is kept of a run, without its arrays; `null` for nothing that can be read. */
  about(run: string, slot: Slot = 'last'): Promise<Found<AboutRun | null>> {
    return this.reading(run, slot, async (access) => {
      const found = await readBoth(access, run, slot);
      return found && found.about;
    });
  }

  /** @returns `null` for nothing that can be read */
  async read(run: string, slot: Slot = 'last'): Promise<Found<(KeptRun & AboutRun) | null>> {
    for (let isAgain = false; ; isAgain = true) {
      const { value: found, problem } = await this.reading(run, slot, (access) =>
        readSources(access, run, slot),
      );
      if (!found) return { value: null, problem };
      const { about, kept, stored } = found;
      const file = kept.file === null ? null : await this.files.read(kept.file);
      // Another tab may have written a newer one in between.
      if (kept.file !== null && !file && !isAgain) continue;
      try {
        const states = statesOf(kept, stored ?? arraysIn(kept, file));
        return { value: { ...about, states }, problem: null };
      } catch (error) {
        return this.reading<never>(run, slot, async (access) => {
          const present = await access.get('checkpoints', [run, slot]);
          if (fileOf(present) === kept.file) throw error;
          return null;
        });
      }
    }
  }

  /** Every run of which something can be read, in the order of their names, with the bytes of all its states. */
  async list(): Promise<readonly AboutRun[]> {
    const options = { stores: ['runs'], mode: 'readonly' } as const;
    const runs = await this.records.transact(options, (access) => access.keys('runs', []));
    const found: AboutRun[] = [];
    for (const [run] of runs) {
      const both = await Promise.all(slots.map((slot) => this.about(String(run), slot)));
      const values = both.flatMap(({ value }) => (value ? [value] : []));
      const [newest] = values;
      const bytes = values.reduce((sum, value) => sum + value.bytes, 0);
      if (newest) found.push({ ...newest, bytes });
    }
    return found;
  }

  async delete(run: string): Promise<void> {
    await this.change(async (access) => {
      for (const store of ['runs', 'checkpoints', 'arrays'] as const)
        await access.delete(store, [run]);
    });
    await this.clearFiles();
  }

  /** Make room. @returns whether there was any */
  async dropHealthy(): Promise<boolean> {
    const isDropped = await this.change(async (access) => {
      const keys = await access.keys('checkpoints', []);
      const healthy = keys.filter(([, slot]) => slot === 'healthy');
      for (const key of healthy) await dropSlot(access, key);
      return healthy.length > 0;
    });
    if (isDropped) await this.clearFiles();
    return isDropped;
  }

  /** Delete what could not be read. */
  async deleteAside(): Promise<void> {
    await this.change(async (access) => {
      await access.delete('aside', []);
      await access.delete('meta', [asideFiles]);
    });
    await this.clearFiles();
  }

  /** Delete the files that no record names. Never rejects: what is left, the next one clears away. */
  async clearFiles(): Promise<void> {
    await this.files.alone(() => this.clear()).catch(() => undefined);
  }

  private async clear(): Promise<void> {
    const options = { stores: ['checkpoints', 'meta'], mode: 'readonly' } as const;
    await this.files.keepOnly(await this.records.transact(options, filesInUse));
  }

  private put(writing: Writing, options: WriteOptions): Promise<void> {
    const { files } = this;
    if (!files.canWrite) return this.commit(writing, null, options);
    return files.alone(async () => {
      const file = crypto.randomUUID();
      try {
        const parts = writing.arrays.map(({ values }) => bytesOf(values));
        const isWritten = await files.write(file, parts);
        await this.commit(writing, isWritten ? file : null, options);
      } finally {
        await this.clear().catch(() => undefined);
      }
    });
  }

  private commit(
    { run, about, arrays, record }: Writing,
    file: string | null,
    { isStrict = false, isAnother = false, wasHealthy = false, trouble = null }: WriteOptions,
  ): Promise<void> {
    return this.change(async (access) => {
      // It may hold the reader's files, which are not written again and again.
      if (!(await isOf(access, run, about.id))) {
        await access.put('runs', [run], stamped(runKind, about));
      }
      if (isAnother) await dropSlot(access, [run, 'healthy']);
      else if (wasHealthy) await becomeHealthy(access, run);
      await dropSlot(access, [run, 'last']);
      for (const { lane, name, values } of file === null ? arrays : []) {
        await access.put('arrays', [run, 'last', lane, name], exactBuffer(values));
      }
      const kept = { ...record, file, trouble };
      await access.put('checkpoints', [run, 'last'], stamped(checkpointKind, kept));
    }, isStrict);
  }

  private change<Value>(job: (access: Access) => Promise<Value>, isStrict = false) {
    return this.records.transact({ stores: all, mode: 'readwrite', isStrict }, job);
  }

  /** What fails to be read is put aside, as a whole. */
  private async reading<Value>(
    run: string,
    slot: Slot,
    job: (access: Access) => Promise<Value | null>,
  ): Promise<Found<Value | null>> {
    const mode = this.records.isReadOnly ? 'readonly' : 'readwrite';
    return this.records.transact({ stores: all, mode }, async (access) => {
      try {
        return { value: await job(access), problem: null };
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        await setSlotAside(access, run, slot, error.message);
        return { value: null, problem: problemOf('学習', error.message) };
      }
    });
  }
}

interface Writing {
  readonly run: string;
  readonly about: RunRecord;
  readonly arrays: readonly ListedArray[];
  readonly record: ReturnType<typeof checkpointOf>;
}

async function readBoth(access: Access, run: string, slot: Slot) {
  const record = await access.get('checkpoints', [run, slot]);
  if (record === undefined) return null;
  const its = upToDate(runKind, await access.get('runs', [run]));
  const kept = upToDate(checkpointKind, record);
  const { step, savedAt, bytes, trouble, shown } = kept;
  return { about: { run, ...its, step, savedAt, bytes, trouble, shown }, kept };
}

async function readSources(access: Access, run: string, slot: Slot): Promise<Sources | null> {
  const found = await readBoth(access, run, slot);
  if (!found) return null;
  if (found.kept.file !== null) return { ...found, stored: null };
  const stored: unknown[] = [];
  for (const { lane, name } of found.kept.arrays) {
    stored.push(await access.get('arrays', [run, slot, lane, name]));
  }
  return { ...found, stored };
}

async function dropSlot(access: Access, key: Key): Promise<void> {
  await access.delete('arrays', key);
  await access.delete('checkpoints', key);
}

/** The newest state takes the slot of the healthy one. A file's arrays stay where they are. */
async function becomeHealthy(access: Access, run: string): Promise<void> {
  const record = await access.get('checkpoints', [run, 'last']);
  if (record === undefined) return;
  await dropSlot(access, [run, 'healthy']);
  await access.put('checkpoints', [run, 'healthy'], record);
  for (const [, , ...array] of await access.keys('arrays', [run, 'last'])) {
    const values = await access.get('arrays', [run, 'last', ...array]);
    await access.put('arrays', [run, 'healthy', ...array], values);
  }
}

async function setSlotAside(access: Access, run: string, slot: Slot, reason: string) {
  const file = fileOf(await access.get('checkpoints', [run, slot]));
  if (file !== null) await access.put('meta', [asideFiles, file], true);
  await setAside(access, { store: 'checkpoints', key: [run, slot], reason });
  await setAside(access, { store: 'arrays', key: [run, slot], reason });
  // The other slot needs it still.
  if ((await access.keys('checkpoints', [run])).length > 0) return;
  await setAside(access, { store: 'runs', key: [run], reason });
}

async function filesInUse(access: Access): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const key of await access.keys('checkpoints', [])) {
    const file = fileOf(await access.get('checkpoints', key));
    if (file !== null) names.add(file);
  }
  for (const [, file] of await access.keys('meta', [asideFiles])) names.add(String(file));
  return names;
}

/** Of whatever is kept as a checkpoint. */
export function fileOf(record: unknown): string | null {
  const { file } = (record ?? {}) as { file?: unknown };
  return typeof file === 'string' ? file : null;
}

/** A view of a larger buffer would be kept with all of it. */
function exactBuffer(values: Float32Array): ArrayBufferLike {
  return values.byteLength === values.buffer.byteLength ? values.buffer : values.slice().buffer;
}

async function isOf(access: Access, run: string, id: string): Promise<boolean> {
  const record = (await access.get('runs', [run])) as { id?: unknown } | undefined;
  return record?.id === id;
}
