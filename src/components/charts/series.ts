/**
 * Curves of a run of any length in bounded memory: neighbouring steps share a bucket that holds
 * their mean, and buckets merge in pairs whenever there are too many.
 */

/** Several curves over the same steps. Immutable: adding steps gives a new one. */
export interface Series<Name extends string> {
  readonly names: readonly Name[];
  /** Steps that a full bucket spans; a power of two. */
  readonly stride: number;
  /** Last step in each bucket, increasing. */
  readonly steps: readonly number[];
  /** For each name, the mean in each bucket; `null` where a value was not finite. */
  readonly values: Readonly<Record<Name, readonly (number | null)[]>>;
  /** Steps in the newest bucket so far, at most `stride`. */
  readonly filled: number;
}

/** One step's number for each curve. */
export type Point<Name extends string> = { readonly step: number } & Readonly<Record<Name, number>>;

/** What a narrow chart shows apart; with more, the noise of single steps would hide the course. */
export const mostBuckets = 128;

export function emptySeries<Name extends string>(names: readonly Name[]): Series<Name> {
  return { names, stride: 1, steps: [], values: record(names, () => []), filled: 0 };
}

/** Add steps, oldest first, that come after those already there. */
export function appendPoints<Name extends string>(
  series: Series<Name>,
  points: readonly Point<Name>[],
): Series<Name> {
  const { names } = series;
  let { stride, filled } = series;
  let steps = [...series.steps];
  let values = record(names, (name) => [...series.values[name]]);
  for (const point of points) {
    if (steps.length === 0 || filled === stride) {
      if (steps.length === mostBuckets) {
        steps = steps.filter((_, i) => i % 2 === 1);
        values = record(names, (name) => mergePairs(values[name]));
        stride *= 2;
      }
      steps.push(point.step);
      for (const name of names) values[name].push(finite(point[name]));
      filled = 1;
      continue;
    }
    steps[steps.length - 1] = point.step;
    for (const name of names) {
      const mean = values[name].at(-1) ?? null;
      values[name][steps.length - 1] = runningMean(mean, point[name], filled);
    }
    filled += 1;
  }
  return { names, stride, steps, values, filled };
}

/** Drop every bucket that reaches beyond a step, for a run that goes on from there. */
export function truncateAfter<Name extends string>(
  series: Series<Name>,
  step: number,
): Series<Name> {
  const kept = series.steps.filter((last) => last <= step).length;
  if (kept === series.steps.length) return series;
  return {
    ...series,
    steps: series.steps.slice(0, kept),
    values: record(series.names, (name) => series.values[name].slice(0, kept)),
    filled: series.stride,
  };
}

function mergePairs(values: readonly (number | null)[]): (number | null)[] {
  return Array.from({ length: values.length / 2 }, (_, i) => {
    const a = values[2 * i] ?? null;
    const b = values[2 * i + 1] ?? null;
    return a === null || b === null ? (a ?? b) : (a + b) / 2;
  });
}

function runningMean(mean: number | null, value: number, count: number): number | null {
  if (mean === null || !Number.isFinite(value)) return null;
  return mean + (value - mean) / (count + 1);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function record<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>;
}
