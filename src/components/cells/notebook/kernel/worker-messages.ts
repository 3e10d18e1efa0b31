/** What comes from the sandbox, checked: its worker runs the reader's code and may send anything. */
import { type CellError, readCellError } from '@lib/notebook/outputs';
import type { WorkerMessage } from '@lib/notebook/protocol';
import type { Checkpoint } from '@lib/training/trainer';
import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const words = v.pipe(v.string(), v.maxLength(4000));

const error = v.custom<CellError>((value) => readCellError(value) !== null);

const checkpoint = v.pipe(
  v.strictObject({
    step: count,
    optimizerSteps: v.record(name, count),
    settings: v.unknown(),
    metrics: v.looseObject({ step: count }),
    arrays: v.record(name, v.instance(Float32Array)),
    randomStates: v.record(name, v.array(v.number())),
  }),
  v.transform((value) => value as Checkpoint),
);

const ask = v.variant('what', [
  v.strictObject({ what: v.literal('file'), path: name, title: name }),
  v.strictObject({ what: v.literal('keep'), name, checkpoint }),
  v.strictObject({ what: v.picklist(['kept', 'kept-step']), name }),
]);

const schema = v.variant('kind', [
  v.strictObject({ kind: v.literal('facts'), backend: name, threads: count }),
  v.strictObject({ kind: v.literal('unable'), message: words }),
  // Each is checked by itself: one that is refused takes no other with it.
  v.strictObject({ kind: v.literal('outputs'), run: count, outputs: v.array(v.unknown()) }),
  v.strictObject({ kind: v.picklist(['training', 'stopping']), run: count }),
  v.strictObject({ kind: v.literal('call'), call: count, run: count, ask }),
  v.strictObject({
    kind: v.literal('end'),
    run: count,
    how: v.picklist(['done', 'stopped', 'failed']),
    ms: v.pipe(v.number(), v.minValue(0)),
    error: v.optional(error),
    tensors: count,
    consumed: v.pipe(v.array(name), v.maxLength(1000)),
  }),
]);

type Checked = v.InferOutput<typeof schema>;
/** As the worker sends it, but for outputs, which are yet to be checked. */
export type CheckedMessage<Kind extends WorkerMessage['kind'] = WorkerMessage['kind']> = Extract<
  Checked,
  { kind: Kind }
>;

/** `null` for what no worker of ours would send. */
export function readWorkerMessage(something: unknown): CheckedMessage | null {
  const { success, output } = v.safeParse(schema, something);
  return success ? output : null;
}
