/** Runs in training, kept so that they go on exactly where they were. */
import * as v from 'valibot';
import { allFinite } from '../../data/all-finite';
import type { Checkpoint } from '../../training/trainer';
import { type Found, problemOf, setAside } from './aside';
import { crc32 } from './checksum';
import type { Access, Key, Records } from './records';
import { type RecordKind, stamped, Unreadable, upToDate } from './versions';

/** Bytes of a checkpoint, at the most. */
const checkpointBytes = 512 * 2 ** 20;

/** The newest, and the newest whose images were varied. */
export type Slot = 'last' | 'healthy';

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.maxLength(200));

const arraySchema = v.object({
  lane: count,
  name,
  /** Numbers in it. */
  length: count,
  crc: count,
});

const laneSchema = v.object({
  step: count,
  optimizerSteps: v.record(name, count),
  settings: v.unknown(),
  /** Some are NaN before the first round. */
  metrics: v.record(name, v.union([v.number(), v.nan()])),
  randomStates: v.record(name, v.pipe(v.array(finite), v.readonly())),
});

const checkpointKind = {
  schema: v.object({
    step: count,
    savedAt: finite,
    lanes: v.pipe(v.array(laneSchema), v.minLength(1), v.maxLength(16)),
    arrays: v.pipe(v.array(arraySchema), v.maxLength(10_000)),
    bytes: v.pipe(count, v.maxValue(checkpointBytes)),
    /** What its owner shows of the run as it was then: curves and the like. */
    shown: v.unknown(),
  }),
  migrations: [],
} satisfies RecordKind<v.GenericSchema>;

const runKind = {
  schema: v.object({
    /** Tells runs of one name apart; what is told of a run is written once for each. */
    id: name,
    /** For the reader: the cell's title. */
    title: v.pipe(v.string(), v.maxLength(200)),
    /** Below the base: `code/#dcgan-cell`. */
    address: v.pipe(v.string(), v.maxLength(400)),
    /** What it was begun with, as its owner needs it to go on. */
    begun: v.unknown(),
    backend: v.pipe(v.string(), v.maxLength(40)),
    threads: v.nullable(count),
  }),
  migrations: [],
} satisfies RecordKind<v.GenericSchema>;

/** What a run is, told once for all its checkpoints. */
export type RunRecord = v.InferOutput<typeof runKind.schema>;

/** A run without its arrays: enough to offer it. */
export interface AboutRun extends RunRecord {
  readonly run: string;
  readonly step: number;
  /** Milliseconds since 1970, to show; nothing is ordered by it. */
  readonly savedAt: number;
  readonly bytes: number;
  readonly shown: unknown;
}

/** The states of all lanes, and what belongs to them. */
export interface KeptRun {
  readonly states: readonly Checkpoint[];
  readonly shown: unknown;
}

export interface WriteOptions {
  readonly slot?: Slot;
  /** For a pause rather than in passing: wait until it is on the disk. */
  readonly isStrict?: boolean;
}

const all = ['runs', 'checkpoints', 'arrays', 'aside'] as const;

export class Checkpoints {
  constructor(private readonly records: Records) {}

  /**
   * Keep a run in the place of what was kept under its name and slot: as a whole or, if the browser
   * refuses half way, not at all.
   *
   * @throws in Japanese if it is too large or the browser refuses; then the older one is there still
   */
  async write(
    run: string,
    about: RunRecord,
    { states, shown }: KeptRun,
    { slot = 'last', isStrict = false }: WriteOptions = {},
  ): Promise<void> {
    const arrays = states.flatMap((state, lane) =>
      Object.entries(state.arrays).map(([array, values]) => ({ lane, name: array, values })),
    );
    const bytes = arrays.reduce((sum, { values }) => sum + values.byteLength, 0);
    if (bytes > checkpointBytes) throw tooLarge(bytes);
    if (!arrays.every(({ values }) => allFinite(values))) throw notFinite();
    const record = {
      step: states[0]?.step ?? 0,
      savedAt: Date.now(),
      lanes: states.map(laneOf),
      arrays: arrays.map(({ lane, name: array, values }) => ({
        lane,
        name: array,
        length: values.length,
        crc: crc32(bytesOf(values)),
      })),
      bytes,
      shown,
    };
    await this.records.transact({ stores: all, mode: 'readwrite', isStrict }, async (access) => {
      // It may hold the reader's files, which are not written again and again.
      if (!(await isOf(access, run, about.id))) {
        await access.put('runs', [run], stamped(runKind, about));
      }
      await access.delete('arrays', [run, slot]);
      for (const { lane, name: array, values } of arrays) {
        await access.put('arrays', [run, slot, lane, array], exactBuffer(values));
      }
      await access.put('checkpoints', [run, slot], stamped(checkpointKind, record));
    });
  }

  /** What is kept of a run, without its arrays; `null` for nothing that can be read. */
  about(run: string, slot: Slot = 'last'): Promise<Found<AboutRun | null>> {
    return this.reading(run, slot, async (access) => {
      const [record, kept] = await readBoth(access, run, slot);
      return kept && { run, ...record, ...summaryOf(kept) };
    });
  }

  /** @returns `null` for nothing that can be read */
  read(run: string, slot: Slot = 'last'): Promise<Found<(KeptRun & AboutRun) | null>> {
    return this.reading(run, slot, async (access) => {
      const [record, kept] = await readBoth(access, run, slot);
      if (!kept) return null;
      const arrays: Record<string, Float32Array>[] = kept.lanes.map(() => ({}));
      for (const listed of kept.arrays) {
        const values = await readArray(access, [run, slot, listed.lane, listed.name], listed);
        const lane = arrays[listed.lane];
        if (!lane) throw new Unreadable(`${listed.name}：学習${listed.lane + 1}はありません`);
        lane[listed.name] = values;
      }
      const states = kept.lanes.map((lane, i) => ({ ...lane, arrays: arrays[i] ?? {} }));
      return { run, ...record, ...summaryOf(kept), states: states as unknown as Checkpoint[] };
    });
  }

  /** Every run of which something can be read, in the order of their names. */
  async list(): Promise<readonly AboutRun[]> {
    const options = { stores: ['runs'], mode: 'readonly' } as const;
    const runs = await this.records.transact(options, (access) => access.keys('runs', []));
    const found = await Promise.all(runs.map(([run]) => this.about(String(run))));
    return found.flatMap(({ value }) => (value ? [value] : []));
  }

  delete(run: string): Promise<void> {
    return this.records.transact({ stores: all, mode: 'readwrite' }, async (access) => {
      await deleteRun(access, run);
    });
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
        const { message: reason } = error;
        await setAside(access, { store: 'checkpoints', key: [run, slot], reason });
        await setAside(access, { store: 'arrays', key: [run, slot], reason });
        await setAside(access, { store: 'runs', key: [run], reason });
        return { value: null, problem: problemOf('学習', reason) };
      }
    });
  }
}

async function deleteRun(access: Access, run: string): Promise<void> {
  for (const store of ['runs', 'checkpoints', 'arrays'] as const) await access.delete(store, [run]);
}

type KeptRecord = v.InferOutput<typeof checkpointKind.schema>;

async function readBoth(
  access: Access,
  run: string,
  slot: Slot,
): Promise<readonly [RunRecord, KeptRecord] | readonly [null, null]> {
  const kept = await access.get('checkpoints', [run, slot]);
  if (kept === undefined) return [null, null];
  return [upToDate(runKind, await access.get('runs', [run])), upToDate(checkpointKind, kept)];
}

function summaryOf({ step, savedAt, bytes, shown }: KeptRecord) {
  return { step, savedAt, bytes, shown };
}

async function readArray(
  access: Access,
  key: Key,
  { name: array, length, crc }: v.InferOutput<typeof arraySchema>,
): Promise<Float32Array> {
  const buffer = await access.get('arrays', key);
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength !== length * 4) {
    throw new Unreadable(`${array}：長さが違います`);
  }
  if (crc32(new Uint8Array(buffer)) !== crc) throw new Unreadable(`${array}：値が壊れています`);
  const values = new Float32Array(buffer);
  if (!allFinite(values)) throw new Unreadable(`${array}：有限でない値があります`);
  return values;
}

/** A state without its arrays. */
function laneOf({ step, optimizerSteps, settings, metrics, randomStates }: Checkpoint) {
  return { step, optimizerSteps, settings, metrics, randomStates };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A view of a larger buffer would be kept with all of it. */
function exactBuffer(values: Float32Array): ArrayBufferLike {
  return values.byteLength === values.buffer.byteLength ? values.buffer : values.slice().buffer;
}

async function isOf(access: Access, run: string, id: string): Promise<boolean> {
  const record = (await access.get('runs', [run])) as { id?: unknown } | undefined;
  return record?.id === id;
}

function notFinite(): Error {
  return new Error('重みに有限でない値があるので、いまの学習は残しませんでした。');
}

function tooLarge(bytes: number): Error {
  const mebibytes = Math.ceil(bytes / 2 ** 20);
  return new Error(
    `この学習は大きすぎて残せません（${mebibytes}MB、残せるのは${checkpointBytes / 2 ** 20}MBまで）。学習は続けられます。`,
  );
}
