/** The records of a kept run: what it is, and what its checkpoints hold. */
import * as v from 'valibot';
import { allFinite } from '../../data/all-finite';
import type { Checkpoint } from '../../training/trainer';
import { crc32 } from './checksum';
import { type RecordKind, Unreadable } from './versions';

/** Bytes of a checkpoint, at the most. */
const checkpointBytes = 512 * 2 ** 20;

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

/** What has become of a run: numbers that are no longer finite, images that are no longer varied. */
const troubles = ['diverged', 'collapsed'] as const;
export type Trouble = (typeof troubles)[number];

export const checkpointKind = {
  schema: v.object({
    step: count,
    savedAt: finite,
    lanes: v.pipe(v.array(laneSchema), v.minLength(1), v.maxLength(16)),
    arrays: v.pipe(v.array(arraySchema), v.maxLength(10_000)),
    bytes: v.pipe(count, v.maxValue(checkpointBytes)),
    /** What its owner shows of the run as it was then: curves and the like. */
    shown: v.unknown(),
    /** The file that has the arrays one behind the other; `null` if they are records of `arrays`. */
    file: v.nullable(name),
    /** `null` as long as the run goes well. */
    trouble: v.nullable(v.picklist(troubles)),
  }),
  migrations: [(record) => ({ ...record, file: null, trouble: null })],
} satisfies RecordKind<v.GenericSchema>;

export type CheckpointRecord = v.InferOutput<typeof checkpointKind.schema>;

export const runKind = {
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

/** The states of all lanes, and what belongs to them. */
export interface KeptRun {
  readonly states: readonly Checkpoint[];
  readonly shown: unknown;
}

export interface ListedArray extends v.InferOutput<typeof arraySchema> {
  readonly values: Float32Array;
}

/**
 * The arrays of all lanes in one list, with their checksums.
 *
 * @throws in Japanese if they are too large, or not all finite
 */
export function listArrays(states: readonly Checkpoint[]): readonly ListedArray[] {
  const arrays = states.flatMap((state, lane) =>
    Object.entries(state.arrays).map(([array, values]) => ({ lane, name: array, values })),
  );
  const bytes = arrays.reduce((sum, { values }) => sum + values.byteLength, 0);
  if (bytes > checkpointBytes) throw tooLarge(bytes);
  if (!arrays.every(({ values }) => allFinite(values))) throw notFinite();
  return arrays.map(({ lane, name: array, values }) => ({
    ...{ lane, name: array, values, length: values.length },
    crc: crc32(bytesOf(values)),
  }));
}

/** A checkpoint without its arrays. */
export function checkpointOf(
  { states, shown }: KeptRun,
  arrays: readonly ListedArray[],
): Omit<CheckpointRecord, 'file' | 'trouble'> {
  return {
    step: states[0]?.step ?? 0,
    savedAt: Date.now(),
    lanes: states.map(({ step, optimizerSteps, settings, metrics, randomStates }) => ({
      ...{ step, optimizerSteps, settings, metrics, randomStates },
    })),
    arrays: arrays.map(({ lane, name: array, length, crc }) => ({
      lane,
      name: array,
      length,
      crc,
    })),
    bytes: arrays.reduce((sum, { values }) => sum + values.byteLength, 0),
    shown,
  };
}

/**
 * The states of all lanes.
 *
 * @param buffers of the listed arrays, in their order
 * @throws {Unreadable} if they are not what was written
 */
export function statesOf(
  { lanes, arrays }: CheckpointRecord,
  buffers: readonly unknown[],
): readonly Checkpoint[] {
  const found: Record<string, Float32Array>[] = lanes.map(() => ({}));
  arrays.forEach(({ lane, name: array, length, crc }, i) => {
    const values = valuesOf(buffers[i]);
    if (values?.length !== length) throw new Unreadable(`${array}：長さが違います`);
    if (crc32(bytesOf(values)) !== crc) throw new Unreadable(`${array}：値が壊れています`);
    if (!allFinite(values)) throw new Unreadable(`${array}：有限でない値があります`);
    const into = found[lane];
    if (!into) throw new Unreadable(`${array}：学習${lane + 1}はありません`);
    into[array] = values;
  });
  const states = lanes.map((lane, i) => ({ ...lane, arrays: found[i] ?? {} }));
  return states as unknown as Checkpoint[];
}

/** A file's bytes as its arrays, which share its memory. */
export function arraysIn({ arrays }: CheckpointRecord, file: ArrayBuffer | null) {
  let at = 0;
  return arrays.map(({ length }) => {
    const from = at;
    at += length * 4;
    return file && at <= file.byteLength ? new Float32Array(file, from, length) : null;
  });
}

export function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** An array, or the buffer of a whole one. */
function valuesOf(found: unknown): Float32Array | null {
  if (found instanceof Float32Array) return found;
  const isWhole = found instanceof ArrayBuffer && found.byteLength % 4 === 0;
  return isWhole ? new Float32Array(found) : null;
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
