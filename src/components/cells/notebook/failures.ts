/** What kept a cell from running to its end, in the reader's text. */
import type { CodeFault, CodePosition, CompiledCell } from '@lib/notebook/compile';
import type { CellError } from '@lib/notebook/outputs';

export interface ErrorPlace {
  readonly cell: string;
  /** In the reader's text. */
  readonly at: CodePosition;
}

/** Why a cell did not run to its end. */
export interface CellFailure {
  readonly name: string;
  readonly message: string;
  /** What to do, in Japanese. */
  readonly hint: string | null;
  /** From the innermost outwards; `null` for the library's own functions, by their names. */
  readonly frames: readonly { readonly place: ErrorPlace | null; readonly name: string }[];
}

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
