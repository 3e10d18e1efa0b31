/** How a run is kept: numbers as they are, pictures by a hash of what is drawn. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Numbers, type Run, run } from './adapter';
import { type Case, cases } from './cases';

/** Non-finite numbers by name, which JSON has no sign for. */
type Kept = number | 'NaN' | 'Infinity' | '-Infinity';

export interface Recording {
  readonly settings: Case['settings'];
  /** Of the columns of `headStart` and of `rounds`. */
  readonly names: { readonly headStart: readonly string[]; readonly rounds: readonly string[] };
  readonly headStart: readonly (readonly Kept[])[];
  readonly rounds: readonly (readonly Kept[])[];
  readonly last: Readonly<Record<string, Kept>>;
  /** Hashes by the picture's parts. */
  readonly picture: Readonly<Record<string, string>>;
}

export async function record(request: Case): Promise<Recording> {
  return kept(request.settings, await run(request));
}

/** The recordings of a cell, in the order of its cases. */
export async function readRecorded(cell: Case['cell']): Promise<readonly Recording[]> {
  return JSON.parse(await readFile(fileOf(cell), 'utf8')) as readonly Recording[];
}

/** Run all of a cell's cases and keep them in place of those recorded before. */
export async function rewrite(cell: Case['cell']): Promise<void> {
  const recordings = [];
  for (const request of cases[cell]) recordings.push(await record(request));
  await writeFile(fileOf(cell), `${textOf(recordings)}\n`);
}

/** Rounds as records, so that a difference is told with its name. */
export function readable({ names, headStart, rounds, ...rest }: Recording) {
  const named = (columns: readonly string[], rows: Recording['rounds']) =>
    rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
  return {
    ...rest,
    headStart: named(names.headStart, headStart),
    rounds: named(names.rounds, rounds),
  };
}

function kept(settings: Case['settings'], { headStart, rounds, last, picture }: Run): Recording {
  const table = (rows: readonly Numbers[]) => rows.map((row) => flat(row));
  const [before, after] = [table(headStart), table(rounds)];
  return {
    settings,
    names: { headStart: Object.keys(before[0] ?? {}), rounds: Object.keys(after[0] ?? {}) },
    headStart: before.map((row) => Object.values(row)),
    rounds: after.map((row) => Object.values(row)),
    last: flat(last),
    picture: Object.fromEntries(
      Object.entries(picture).map(([part, values]) => [part, hashOf(values)]),
    ),
  };
}

/** Nested numbers by their paths: `0/discriminatorLoss`. */
function flat(numbers: Numbers, path = ''): Record<string, Kept> {
  if (typeof numbers === 'number') return { [path]: keptNumber(numbers) };
  const entries = Object.entries(numbers as Readonly<Record<string, Numbers>>).map(
    ([name, value]) => flat(value, path === '' ? name : `${path}/${name}`),
  );
  return Object.assign({}, ...entries) as Record<string, Kept>;
}

/** Nine digits tell any two 32-bit floats apart, and nothing here is computed more exactly. */
function keptNumber(value: number): Kept {
  return Number.isFinite(value) ? Number(value.toPrecision(9)) : (`${value}` as Kept);
}

/** Bytes as they are; other numbers to four decimals, finer than any picture shows. */
function hashOf(values: ArrayLike<number>): string {
  const bytes =
    values instanceof Uint8Array
      ? values
      : Buffer.from(Array.from(values, (value) => Math.round(value * 1e4)).join(' '));
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** JSON with a line to each round. */
function textOf(recordings: readonly Recording[]): string {
  const lines = (rows: readonly (readonly Kept[])[]) =>
    rows.length === 0
      ? '[]'
      : `[\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`;
  const texts = recordings.map(({ settings, names, headStart, rounds, last, picture }) =>
    [
      ` {\n  "settings": ${JSON.stringify(settings)}`,
      `  "names": ${JSON.stringify(names)}`,
      `  "headStart": ${lines(headStart)}`,
      `  "rounds": ${lines(rounds)}`,
      `  "last": ${JSON.stringify(last)}`,
      `  "picture": ${JSON.stringify(picture, null, 1).replaceAll('\n', '\n  ')}\n }`,
    ].join(',\n'),
  );
  return `[\n${texts.join(',\n')}\n]`;
}

function fileOf(cell: Case['cell']): string {
  return join(import.meta.dirname, 'recorded', `${cell}.json`);
}
