/** A run as the browser keeps it beside its checkpoint: what the page shows of it, and what it began with. */
import type { BackendChoiceName } from '@lib/backends/report';
import type { DataSource } from '@lib/session/protocol';
import type { Checkpoint } from '@lib/training/trainer';
import * as v from 'valibot';
import type { Series } from '../../charts/series';
import type { SharedValues } from './share-link';
import { type SpeedName, speedNames } from './speed';

/** What the page shows of a run, as it was at the step that is kept. */
export interface ShownRun {
  /** The settings that it went by. */
  readonly settings: SharedValues;
  readonly speed: SpeedName;
  readonly headStart: number;
  /** Milliseconds of training. */
  readonly elapsedMs: number;
  readonly curves: Series<string>;
  readonly watchCurves: Readonly<Record<string, Series<string>>>;
}

/** A kept run, ready to go on. */
export interface ReturningRun {
  readonly states: readonly Checkpoint[];
  readonly shown: ShownRun;
  readonly backend: BackendChoiceName;
  readonly source: DataSource;
}

const numbers = v.record(v.string(), v.array(v.nullable(v.number())));
const series = v.object({
  names: v.array(v.string()),
  stride: v.number(),
  steps: v.array(v.number()),
  values: numbers,
  filled: v.number(),
});

export const shownRun = v.object({
  settings: v.record(v.string(), v.string()),
  speed: v.picklist(speedNames),
  headStart: v.number(),
  elapsedMs: v.number(),
  curves: series,
  watchCurves: v.record(v.string(), series),
}) satisfies v.GenericSchema<unknown, ShownRun>;

export const begunRun = v.object({
  source: v.variant('kind', [
    v.object({ kind: v.literal('shipped') }),
    v.object({ kind: v.literal('files'), files: v.array(v.file()) }),
  ]),
});
