/**
 * What a cell's code shows: plain data, never markup. It comes from the sandbox, where the reader's code
 * could have sent anything, so the page takes nothing that {@link readOutput} refuses.
 */
import * as v from 'valibot';

/** How much a cell may show. The worker keeps to it; the page refuses what does not. */
export const outputLimits = {
  /** Of all texts of one run of a cell, together. */
  textLines: 1000,
  textCharacters: 262_144,
  /** Of a value: entries of one level, levels below the top, and characters of all texts in it. */
  valueEntries: 100,
  valueDepth: 3,
  valueCharacters: 65_536,
  /** First numbers of a tensor that are told. */
  tensorValues: 8,
  tableRows: 1000,
  tableColumns: 50,
  /** Characters of a cell of a table. */
  tableText: 500,
  /** Of all images of one block. */
  pixels: 4_194_304,
  series: 200,
  /** Points of all series of one message; and of one block, which the worker counts. */
  points: 100_000,
  frames: 20,
  /** Characters of a name, a label or a key. */
  label: 200,
  /** Blocks (keys, or outputs without one, texts aside) of one run of a cell. */
  blocks: 200,
} as const;

const {
  textCharacters,
  valueEntries,
  tensorValues,
  tableRows,
  tableColumns,
  tableText,
  pixels,
  series,
  points,
  frames,
  label,
} = outputLimits;

const labelSchema = v.pipe(v.string(), v.maxLength(label));
const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A block with the key of an earlier one of the same run takes its place (a curve goes on). */
const key = v.optional(labelSchema);

const textSchema = v.strictObject({
  kind: v.literal('text'),
  level: v.picklist(['log', 'warn', 'error']),
  /** One or more whole lines, without the last line break. */
  text: v.pipe(v.string(), v.maxLength(textCharacters)),
});

/** Lines that were left out since the limit of texts was reached, so far; the newest counts. */
const omittedSchema = v.strictObject({ kind: v.literal('omitted'), lines: countSchema });

/** A tensor's numbers, read once when it was shown. */
export interface TensorSummary {
  readonly shape: readonly number[];
  readonly dtype: string;
  /** `null` for an empty tensor, and where there is nothing to compare (strings). */
  readonly range: { readonly min: number; readonly mean: number; readonly max: number } | null;
  /** The first values, row by row. */
  readonly first: readonly number[];
}

/** A value as a tree to open level by level. */
export interface ValueNode {
  /** As JavaScript names it: `number`, `Array`, `Float32Array`, `Tensor`, a class. */
  readonly type: string;
  /** One line. */
  readonly preview: string;
  readonly entries?: readonly { readonly name: string; readonly value: ValueNode }[];
  /** Entries that are there and not listed. */
  readonly omitted?: number;
  readonly tensor?: TensorSummary;
}

/** NaN is a number here, and the one that readers look for. */
const anyNumber = v.union([v.number(), v.nan()]);

const tensorSchema = v.strictObject({
  shape: v.pipe(v.array(countSchema), v.maxLength(16)),
  dtype: labelSchema,
  range: v.nullable(v.strictObject({ min: anyNumber, mean: anyNumber, max: anyNumber })),
  first: v.pipe(v.array(anyNumber), v.maxLength(tensorValues)),
});

function nodeSchema(depth: number): v.GenericSchema<unknown, ValueNode> {
  const leaf = {
    type: labelSchema,
    preview: v.pipe(v.string(), v.maxLength(tableText)),
    omitted: v.optional(countSchema),
    tensor: v.optional(tensorSchema),
  };
  if (depth === 0) return v.strictObject(leaf) as v.GenericSchema<unknown, ValueNode>;
  const entry = v.strictObject({ name: labelSchema, value: nodeSchema(depth - 1) });
  return v.strictObject({
    ...leaf,
    entries: v.optional(v.pipe(v.array(entry), v.maxLength(valueEntries))),
  }) as v.GenericSchema<unknown, ValueNode>;
}

const valueSchema = v.strictObject({
  kind: v.literal('value'),
  key,
  value: nodeSchema(outputLimits.valueDepth),
});

const columnSchema = v.strictObject({
  name: labelSchema,
  unit: v.optional(labelSchema),
  /** Decimals; as many as there are if left out. */
  digits: v.optional(v.pipe(countSchema, v.maxValue(20))),
});

const tableCell = v.union([
  anyNumber,
  v.pipe(v.string(), v.maxLength(tableText)),
  v.boolean(),
  v.null(),
]);

const tableSchema = v.strictObject({
  kind: v.literal('table'),
  key,
  columns: v.pipe(v.array(columnSchema), v.maxLength(tableColumns)),
  rows: v.pipe(
    v.array(v.pipe(v.array(tableCell), v.maxLength(tableColumns))),
    v.maxLength(tableRows),
  ),
  /** Rows that are not here. */
  omitted: v.optional(countSchema),
});

const sizeSchema = v.pipe(countSchema, v.minValue(1), v.maxValue(8192));

const imagesSchema = v.pipe(
  v.strictObject({
    kind: v.literal('images'),
    key,
    /** `[count, height, width, channels]`, 0 black to 255 white. */
    bytes: v.instance(Uint8Array<ArrayBuffer>),
    count: v.pipe(countSchema, v.minValue(1)),
    height: sizeSchema,
    width: sizeSchema,
    channels: v.picklist([1, 3]),
    /** Images side by side. */
    columns: v.pipe(countSchema, v.minValue(1), v.maxValue(1000)),
    /** One for each image, or none. */
    labels: v.optional(v.array(labelSchema)),
    title: v.optional(labelSchema),
  }),
  v.check(
    ({ bytes, count, height, width, channels, labels }) =>
      count * height * width <= pixels &&
      bytes.length === count * height * width * channels &&
      (!labels || labels.length === count),
  ),
);

const seriesSchema = v.pipe(
  v.strictObject({
    name: labelSchema,
    /** Places of the points since the last message, increasing, and their values; NaN leaves a gap. */
    x: v.instance(Float64Array<ArrayBuffer>),
    y: v.instance(Float64Array<ArrayBuffer>),
  }),
  v.check(({ x, y }) => x.length === y.length),
);

const curveSchema = v.pipe(
  v.strictObject({
    kind: v.literal('curve'),
    key: labelSchema,
    /** Whether the points go on behind those of the block's earlier messages. */
    appends: v.boolean(),
    title: v.optional(labelSchema),
    xLabel: v.optional(labelSchema),
    yLabel: v.optional(labelSchema),
    series: v.pipe(v.array(seriesSchema), v.maxLength(series)),
  }),
  v.check((curve) => curve.series.reduce((sum, { x }) => sum + x.length, 0) <= points),
);

const progressSchema = v.strictObject({
  kind: v.literal('progress'),
  key,
  done: v.pipe(v.number(), v.minValue(0)),
  /** 0 where nobody knows. */
  total: v.pipe(v.number(), v.minValue(0)),
  /** Since the cell began. */
  ms: v.pipe(v.number(), v.minValue(0)),
  label: v.optional(labelSchema),
});

/** What the head of a running cell tells now and then. */
const statusSchema = v.strictObject({
  kind: v.literal('status'),
  ms: v.pipe(v.number(), v.minValue(0)),
  backend: labelSchema,
  threads: countSchema,
  /** In tfjs's memory, of all cells. */
  tensors: countSchema,
});

/** A checkpoint of a run was kept by the page. */
const checkpointSchema = v.strictObject({
  kind: v.literal('checkpoint'),
  run: labelSchema,
  step: countSchema,
});

const frameSchema = v.strictObject({
  /** `null` for the library's own code. */
  cell: v.nullable(labelSchema),
  /** Of the function, where the engine tells it. */
  name: v.optional(labelSchema),
  /** In the `code` of the compiled cell that ran, both from 1; 0 within the library. */
  line: countSchema,
  column: countSchema,
});

const errorContents = v.strictObject({
  name: labelSchema,
  message: v.pipe(v.string(), v.maxLength(4000)),
  /** What to do, in Japanese. */
  hint: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  /** From the innermost outwards. */
  frames: v.pipe(v.array(frameSchema), v.maxLength(frames)),
});

/** What went wrong after the cell's code had ended: a rejection, an error in a callback. */
const errorSchema = v.strictObject({ kind: v.literal('error'), error: errorContents });

const outputSchema = v.variant('kind', [
  textSchema,
  omittedSchema,
  valueSchema,
  tableSchema,
  imagesSchema,
  curveSchema,
  progressSchema,
  statusSchema,
  checkpointSchema,
  errorSchema,
]);

export type CellOutput = v.InferOutput<typeof outputSchema>;
export type CellOutputOf<Kind extends CellOutput['kind']> = Extract<CellOutput, { kind: Kind }>;
export type CellError = v.InferOutput<typeof errorContents>;
export type CellErrorFrame = v.InferOutput<typeof frameSchema>;

/** Of whatever came, what may be shown; `null` of the rest. */
export function readOutput(something: unknown): CellOutput | null {
  const { success, output } = v.safeParse(outputSchema, something);
  return success ? output : null;
}

/** The same for an error that ended a cell. */
export function readCellError(something: unknown): CellError | null {
  const { success, output } = v.safeParse(errorContents, something);
  return success ? output : null;
}
