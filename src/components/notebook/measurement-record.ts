/** What a file of docs/measurements holds: numbers that the text prints, and how they came about. */
import * as v from 'valibot';

/** Numbers and words, by names and in lists (of seeds, for the most part). */
export type MeasuredValue =
  number | string | readonly MeasuredValue[] | { readonly [name: string]: MeasuredValue };

const valueSchema: v.GenericSchema<MeasuredValue> = v.union([
  v.pipe(v.number(), v.finite()),
  v.string(),
  v.array(v.lazy(() => valueSchema)),
  v.record(
    v.string(),
    v.lazy(() => valueSchema),
  ),
]);

export const measurementRecordSchema = v.strictObject({
  /** In a sentence, in English. */
  what: v.pipe(v.string(), v.minLength(10)),
  /** Makes this file again. */
  command: v.pipe(v.string(), v.regex(/^npm run measure -- [a-z0-9-]+$/)),
  /** The day. */
  measured: v.pipe(v.string(), v.isoDate()),
  machine: v.strictObject({
    cpu: v.string(),
    cores: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** Node or a browser, with its version. */
    runtime: v.string(),
    /** Of tfjs. */
    backend: v.picklist(['wasm', 'cpu']),
  }),
  /** That it took, on a machine that may have had other work at the same time. */
  seconds: v.pipe(v.number(), v.minValue(0)),
  settings: v.record(v.string(), valueSchema),
  values: v.record(v.string(), valueSchema),
});

export type MeasurementRecord = v.InferOutput<typeof measurementRecordSchema>;
