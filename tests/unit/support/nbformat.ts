import * as v from 'valibot';

/**
 * The rules of nbformat 4.5 for the parts that the site writes, additional properties refused where its
 * schema does. Source: nbformat/v4/nbformat.v4.5.schema.json.
 */
const text = v.union([v.string(), v.array(v.string())]);
/** MIME types that end in `+json` hold any JSON, all others text. */
const bundle = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check((bundle) =>
    Object.entries(bundle).every(
      ([type, data]) =>
        /^[a-zA-Z0-9]+\/[a-zA-Z0-9\-+.]+\+json$/.test(type) || v.safeParse(text, data).success,
    ),
  ),
);
const metadata = v.record(v.string(), v.unknown());
const id = v.pipe(v.string(), v.regex(/^[a-zA-Z0-9-_]+$/), v.maxLength(64));

const output = v.variant('output_type', [
  v.strictObject({ output_type: v.literal('stream'), name: v.string(), text }),
  v.strictObject({ output_type: v.literal('display_data'), data: bundle, metadata }),
  v.strictObject({
    output_type: v.literal('error'),
    ename: v.string(),
    evalue: v.string(),
    traceback: v.array(v.string()),
  }),
]);

const cell = v.variant('cell_type', [
  v.strictObject({ cell_type: v.literal('markdown'), id, metadata, source: text }),
  v.strictObject({
    cell_type: v.literal('code'),
    id,
    metadata,
    source: text,
    execution_count: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
    outputs: v.array(output),
  }),
]);

const notebook = v.strictObject({
  nbformat: v.literal(4),
  nbformat_minor: v.pipe(v.number(), v.integer(), v.minValue(5)),
  metadata: v.looseObject({
    kernelspec: v.looseObject({ name: v.string(), display_name: v.string() }),
    language_info: v.looseObject({ name: v.string() }),
  }),
  cells: v.array(cell),
});

/** @returns the first place that breaks a rule; `null` if there is none */
export function nbformatProblem(file: unknown): string | null {
  const { success, issues } = v.safeParse(notebook, file);
  return success ? null : `${v.getDotPath(issues[0]) ?? ''}: ${issues[0].message}`;
}
