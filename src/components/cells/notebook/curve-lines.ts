/** Curves of a cell's output as the kit's chart takes them. */
import type { Curve } from '../../charts/line-chart';
import type { CurvePoints } from './output-blocks';

/** Points of a chart that can be told apart. */
const distinctPoints = 512;

const colors = [
  '--color-discriminator',
  '--color-generator',
  '--color-real',
  '--color-fake',
  '--color-accent',
  '--color-muted',
];

export interface CurveLines {
  readonly steps: readonly number[];
  readonly curves: readonly Curve[];
}

/**
 * Series over one common axis, thinned to what can be seen: of several neighbouring points the mean.
 * Series have their own places; where only others have a point, a series goes on straight.
 */
export function curveLines(
  series: readonly CurvePoints[],
  mostPoints = distinctPoints,
): CurveLines {
  const steps = [...new Set(series.flatMap(({ x }) => x))].sort((a, b) => a - b);
  const size = Math.max(1, Math.ceil(steps.length / mostPoints));
  const buckets = new Map(steps.map((step, i) => [step, Math.floor(i / size)]));
  const count = Math.ceil(steps.length / size);
  return {
    steps: Array.from(
      { length: count },
      (_, i) => steps[Math.min((i + 1) * size, steps.length) - 1] ?? 0,
    ),
    curves: series.map((points, i) => ({
      label: points.name,
      color: colors[i % colors.length] ?? '--color-ink',
      isDashed: i % 2 === 1,
      ...(i >= colors.length ? { dash: [2, 3] as const } : {}),
      values: means(points, buckets, count),
    })),
  };
}

function means(
  { x, y }: CurvePoints,
  buckets: ReadonlyMap<number, number>,
  count: number,
): readonly (number | null)[] {
  const sums = new Float64Array(count);
  const counts = new Uint32Array(count);
  for (const [i, place] of x.entries()) {
    const bucket = buckets.get(place) ?? 0;
    sums[bucket] = (sums[bucket] ?? 0) + (y[i] ?? NaN);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  const found = Array.from(sums, (sum, i) => {
    const mean = sum / (counts[i] ?? 0);
    return Number.isFinite(mean) ? mean : null;
  });
  return bridged(found, counts);
}

/** Between two of its points a curve is a line; it has a gap only where its number is none. */
function bridged(values: (number | null)[], counts: Uint32Array): readonly (number | null)[] {
  let last = -1;
  for (const [i, value] of values.entries()) {
    if (counts[i] === 0) continue;
    const before = values[last] ?? null;
    if (before !== null && value !== null) {
      for (let j = last + 1; j < i; j++)
        values[j] = before + ((value - before) * (j - last)) / (i - last);
    }
    last = i;
  }
  return values;
}

/** A chart's numbers as a file: one row for each place, one column for each series. */
export function curvesToCsv(xLabel: string, series: readonly CurvePoints[]): string {
  const values = series.map(({ x, y }) => new Map(x.map((place, i) => [place, y[i]])));
  const places = [...new Set(series.flatMap(({ x }) => x))].sort((a, b) => a - b);
  const rows = places.map((place) => [place, ...values.map((of) => of.get(place) ?? '')]);
  return toCsv([[xLabel, ...series.map(({ name }) => name)], ...rows]);
}

/** RFC 4180, with the mark that lets spreadsheets read Japanese. */
export function toCsv(rows: readonly (readonly unknown[])[]): string {
  const lines = rows.map((row) => row.map(csvField).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function csvField(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value as string | number);
  // A spreadsheet would compute what begins like a formula; numbers are none.
  const safe = typeof value === 'string' && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
