/** What a run of a cell has shown so far, as blocks in the order in which they stand below it. */
import { type CellOutput, type CellOutputOf, outputLimits } from '@lib/notebook/outputs';
import type { CellFailure } from './failures';

export interface TextLines {
  readonly level: 'log' | 'warn' | 'error';
  readonly text: string;
}

/** A curve's points so far: of each series its places and values. */
export interface CurvePoints {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export type OutputBlock =
  | { readonly kind: 'text'; readonly lines: readonly TextLines[]; readonly omitted: number }
  | { readonly kind: 'curve'; readonly about: CurveAbout; readonly series: readonly CurvePoints[] }
  | CellOutputOf<'value' | 'table' | 'images' | 'progress'>
  | { readonly kind: 'error'; readonly failure: CellFailure };

export interface CurveAbout {
  readonly key: string;
  readonly title?: string | undefined;
  readonly xLabel?: string | undefined;
  readonly yLabel?: string | undefined;
}

/** What goes to the cell's head, or is an error whose place is to be found first. */
type Told = CellOutputOf<'status' | 'checkpoint' | 'error'>;
export type ShownOutput = Exclude<CellOutput, Told>;

/** @returns the blocks with one more output; the old ones stay as they are */
export function addOutput(
  blocks: readonly OutputBlock[],
  output: ShownOutput,
): readonly OutputBlock[] {
  switch (output.kind) {
    case 'text':
      return addText(blocks, [{ level: output.level, text: output.text }], 0);
    case 'omitted':
      return addText(blocks, [], output.lines);
    case 'curve':
      return addCurve(blocks, output);
    case 'progress':
      // One bar a cell, unless the reader's code names several.
      return replaceOrAdd(blocks, { ...output, key: output.key ?? 'progress' });
    default:
      return replaceOrAdd(blocks, output);
  }
}

function addText(
  blocks: readonly OutputBlock[],
  lines: readonly TextLines[],
  omitted: number,
): readonly OutputBlock[] {
  const last = blocks.at(-1);
  if (last?.kind !== 'text') return [...blocks, { kind: 'text', lines, omitted }];
  const grown = { ...last, lines: joined(last.lines, lines), omitted: omitted || last.omitted };
  return [...blocks.slice(0, -1), grown];
}

/** Lines of one level are one text, so that a thousand of them are not a thousand elements. */
function joined(before: readonly TextLines[], more: readonly TextLines[]): readonly TextLines[] {
  const lines = [...before];
  for (const { level, text } of more) {
    const last = lines.at(-1);
    if (last?.level === level) lines[lines.length - 1] = { level, text: `${last.text}\n${text}` };
    else lines.push({ level, text });
  }
  return lines;
}

function addCurve(
  blocks: readonly OutputBlock[],
  { key, title, xLabel, yLabel, appends, series }: CellOutputOf<'curve'>,
): readonly OutputBlock[] {
  const at = blocks.findIndex((block) => block.kind === 'curve' && block.about.key === key);
  const old = blocks[at];
  const before = appends && old?.kind === 'curve' ? old.series : [];
  const grown = series.map(({ name, x, y }) => {
    const points = before.find((candidate) => candidate.name === name);
    return { name, x: [...(points?.x ?? []), ...x], y: [...(points?.y ?? []), ...y] };
  });
  const rest = before.filter(({ name }) => !series.some((added) => added.name === name));
  const block: OutputBlock = {
    kind: 'curve',
    about: { key, title, xLabel, yLabel },
    series: [...rest, ...grown].map(thinned),
  };
  return at < 0 ? [...blocks, block] : blocks.with(at, block);
}

/** Every second point goes once there are more than a block may hold; a chart shows far fewer. */
function thinned(points: CurvePoints): CurvePoints {
  if (points.x.length <= outputLimits.points) return points;
  const isKept = (_: number, i: number) => i % 2 === 1;
  return { name: points.name, x: points.x.filter(isKept), y: points.y.filter(isKept) };
}

function replaceOrAdd(
  blocks: readonly OutputBlock[],
  block: CellOutputOf<'value' | 'table' | 'images' | 'progress'>,
): readonly OutputBlock[] {
  const at =
    block.key === undefined
      ? -1
      : blocks.findIndex(
          (candidate) =>
            candidate.kind === block.kind && 'key' in candidate && candidate.key === block.key,
        );
  return at < 0 ? [...blocks, block] : blocks.with(at, block);
}
