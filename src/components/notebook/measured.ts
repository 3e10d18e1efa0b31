/** The measured numbers that the text prints, taken from the records in docs/measurements. */
import * as v from 'valibot';
import {
  type MeasuredValue,
  type MeasurementRecord,
  measurementRecordSchema,
} from './measurement-record';

const files: Readonly<Record<string, unknown>> = import.meta.glob('/docs/measurements/*.json', {
  eager: true,
  import: 'default',
});

const fileOf = (record: string) => `docs/measurements/${record}.json`;

/** All records by their names. Throws on a file that is none. */
export function readRecords(): Readonly<Record<string, MeasurementRecord>> {
  const entries = Object.entries(files).map(([path, content]) => {
    const name = path.replace(/^.*\/|\.json$/g, '');
    return [name, parseRecord(fileOf(name), content)] as const;
  });
  return Object.fromEntries(entries);
}

function parseRecord(file: string, content: unknown): MeasurementRecord {
  const parsed = v.safeParse(measurementRecordSchema, content);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(`${file} is no record: ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
}

export interface Measurement {
  readonly value: number | readonly number[];
  readonly record: MeasurementRecord;
}

/**
 * One number, or a list of them, of a record.
 *
 * @param of `<record>.<path>`, the path being into the record's `values`, or into its `settings` if it
 *   begins with `settings.`: `plane-ring.found.0`, `plane-ring.settings.steps`
 * @throws if there is none, saying what there is
 */
export function findMeasurement(of: string, records = readRecords()): Measurement {
  const [name = '', ...path] = of.split('.');
  const record = records[name];
  if (!record) {
    const known = Object.keys(records).map(fileOf).join(', ');
    throw new Error(`<Measured of="${of}">: there is no ${fileOf(name)}; there are ${known}`);
  }
  const [top, keys] = path[0] === 'settings' ? ['settings', path.slice(1)] : ['values', path];
  let found: MeasuredValue | undefined = top === 'settings' ? record.settings : record.values;
  keys.forEach((key, i) => {
    const before: MeasuredValue | undefined = found;
    found = step(before, key);
    if (found === undefined) {
      const place = [top, ...keys.slice(0, i)].join('.');
      throw new Error(
        `<Measured of="${of}">: ${fileOf(name)} has no "${key}" in ${place}; ${whatIs(before)}`,
      );
    }
  });
  const value: MeasuredValue | undefined = found;
  if (isNumeric(value)) return { value, record };
  throw new Error(
    `<Measured of="${of}">: expected a number or a list of numbers; ${whatIs(value)}`,
  );
}

function step(value: MeasuredValue | undefined, key: string): MeasuredValue | undefined {
  if (typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, MeasuredValue>>)[key];
}

function whatIs(value: MeasuredValue | undefined): string {
  if (typeof value !== 'object') return `it is ${JSON.stringify(value)}`;
  return `there are ${Object.keys(value).join(', ')}`;
}

function isNumeric(value: MeasuredValue | undefined): value is number | readonly number[] {
  return Array.isArray(value)
    ? value.length > 0 && value.every((item) => typeof item === 'number')
    : typeof value === 'number';
}

export interface MeasuredFormat {
  /** Digits after the point; those of the record if left out. */
  readonly digits?: number | undefined;
  /** Significant digits, for a round number: with 2, 3287 is 3,300. */
  readonly significant?: number | undefined;
  /** What is counted in, such as 10000 for 万; 1 if left out. */
  readonly unit?: number | undefined;
  /** As a percentage of 1. */
  readonly percent?: boolean | undefined;
}

/** As the text has numbers: 1,354, 0.22, 81%; several in a list. */
export function formatMeasured(
  value: number | readonly number[],
  { digits, significant, unit = 1, percent = false }: MeasuredFormat = {},
): string {
  const format = new Intl.NumberFormat('en-US', {
    style: percent ? 'percent' : 'decimal',
    ...(digits === undefined
      ? { maximumSignificantDigits: significant ?? 15 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  });
  const numbers = typeof value === 'number' ? [value] : value;
  return numbers.map((number) => format.format(number / unit).replace('-', '−')).join('、');
}
