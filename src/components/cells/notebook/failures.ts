/** What kept a cell from running to its end, in the reader's text. */
import type { CodeFault, CompiledCell } from '@lib/notebook/compile';
import type { CellError } from '@lib/notebook/outputs';
import type { CellFailure } from './cell-state';

/** @param ran the cells as they were when they ran, by their ids */
export function failureOf(
  { name, message, hint, frames }: CellError,
  ran: ReadonlyMap<string, CompiledCell>,
): CellFailure {
  return {
    name,
    message,
    hint: hint ?? null,
    frames: frames.map(({ cell, name: called = '', line, column }) => {
      const compiled = cell === null ? undefined : ran.get(cell);
      if (cell === null || !compiled) return { place: null, name: called };
      return { place: { cell, at: compiled.original({ line, column }) }, name: called };
    }),
  };
}

/** A sentence of the site's own. */
export function plainFailure(message: string): CellFailure {
  return { name: '', message, hint: null, frames: [] };
}

/** The first of the faults for which nothing was run; all of them are marked in the code. */
export function faultFailure(cell: string, [first]: readonly CodeFault[]): CellFailure | null {
  if (!first) return null;
  return {
    ...plainFailure(first.message),
    frames: [{ place: { cell, at: first.from }, name: '' }],
  };
}
