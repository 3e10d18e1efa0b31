/** What a measurement is, and its record in docs/measurements, which the text takes its numbers from. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import {
  type MeasuredValue,
  type MeasurementRecord,
  measurementRecordSchema,
} from '@components/notebook/measurement-record';
import { pretty } from '../lib/shipped-model';
import { root } from '../lib/steps.mjs';

export type Values = Readonly<Record<string, MeasuredValue>>;

export interface Measurement {
  /** Names the record. */
  readonly name: string;
  /** What is measured, in a sentence. */
  readonly what: string;
  /** That it takes on two idle cores, about. */
  readonly minutes: number;
  /** WASM for images, tfjs's CPU backend for GANs of a dimension or two, as in the cells. */
  readonly backend: MeasurementRecord['machine']['backend'];
  readonly settings: Values;
  readonly run: () => Promise<Values> | Values;
  /** Once the record is written: what else shows its numbers. */
  readonly afterwards?: () => Promise<void>;
}

const folder = 'docs/measurements';

/** Run a measurement and write its record. */
export async function measure(measurement: Measurement): Promise<void> {
  const { name, what, backend, settings, run, afterwards } = measurement;
  const began = performance.now();
  const values = rounded(await run()) as Values;
  const seconds = Math.round((performance.now() - began) / 1000);
  const [{ model } = { model: 'unknown' }, { length: cores }] = [cpus()[0], cpus()];
  const record: MeasurementRecord = v.parse(measurementRecordSchema, {
    what,
    command: `npm run measure -- ${name}`,
    measured: new Date().toISOString().slice(0, 10),
    machine: { cpu: model.trim(), cores, runtime: `Node ${process.versions.node}`, backend },
    seconds,
    settings,
    values,
  });
  await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, folder, `${name}.json`), await pretty(record));
  await afterwards?.();
  console.log(`${folder}/${name}.json, in ${seconds} s`);
}

/** A record as a measurement has written it. */
export async function readRecord(name: string): Promise<MeasurementRecord> {
  const text = await readFile(join(root, folder, `${name}.json`), 'utf8');
  return v.parse(measurementRecordSchema, JSON.parse(text));
}

/** Whole numbers as they are, others in four digits: more than any text prints. */
function rounded(value: MeasuredValue): MeasuredValue {
  if (typeof value === 'number') {
    return Number.isInteger(value) ? value : Number(value.toPrecision(4));
  }
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(rounded);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rounded(item)]));
}

export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The mean of some numbers. */
export const mean = (values: readonly number[]) => sum(values) / values.length;

/** One result for each seed, turned into one list over the seeds for each of its numbers. */
export function bySeed(results: readonly Readonly<Record<string, number>>[]): Values {
  const [first = {}] = results;
  const lists = Object.keys(first).map((key) => [key, results.map((result) => result[key] ?? NaN)]);
  return Object.fromEntries(lists) as Values;
}
