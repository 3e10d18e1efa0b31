/** What a checkpoint of the reader's own run says beside its numbers, and its check when read elsewhere. */
import * as v from 'valibot';
import type { OptimizerSettings } from '../models/family';
import type { RunLogState } from './run-log';

/** What a network is made of, so that it can be built elsewhere. */
export interface NetworkMake {
  /** As tfjs's LayersModel format has it; of a joined network one for each of its runs. */
  readonly topology: object;
  /** In the order of the network's state. */
  readonly weights: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** Of an average: which part it averages; `null` for a network of its own or of no part. */
  readonly averages: string | null;
}

/** An optimizer as it is set, and the part whose variables it updates. */
export type OptimizerMake = OptimizerSettings & { readonly network: string };

export interface RunSettings {
  readonly kind: 'notebook';
  /** Of the `{ get, set }` among its parts. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly log: RunLogState;
  /** By the names that the reader gave the parts. */
  readonly networks: Readonly<Record<string, NetworkMake>>;
  readonly optimizers: Readonly<Record<string, OptimizerMake>>;
}

const name = v.pipe(v.string(), v.maxLength(200));
const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());
const values = v.array(v.union([v.number(), v.nan()]));

const networkSchema = v.object({
  topology: v.looseObject({}),
  weights: v.pipe(
    v.array(v.object({ name, shape: v.pipe(v.array(size), v.maxLength(8)) })),
    v.maxLength(10_000),
  ),
  averages: v.nullable(name),
});

const schema = v.object({
  kind: v.literal('notebook'),
  log: v.object({
    steps: v.array(size),
    charts: v.record(name, v.record(name, values)),
  }),
  networks: v.record(name, networkSchema),
  optimizers: v.record(
    name,
    v.object({
      optimizer: v.picklist(['adam', 'sgd']),
      learningRate: finite,
      momentum: finite,
      network: name,
    }),
  ),
});

/** `null` for what no run of this version would have kept. */
export function readRunSettings(
  settings: unknown,
): Omit<v.InferOutput<typeof schema>, 'kind'> | null {
  const { success, output } = v.safeParse(schema, settings);
  return success ? output : null;
}
