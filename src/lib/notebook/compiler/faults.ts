/** What a cell's text is refused for, with its place. */
import { positionIn, type CodePosition } from './rewrite';

export interface CodeFault {
  /** A Japanese sentence for the reader; names and code stand between backticks. */
  readonly message: string;
  readonly from: CodePosition;
  readonly to: CodePosition;
}

export interface FaultReport {
  add(range: { readonly start: number; readonly end: number }, message: string): void;
  /** In the order of the text. */
  faults(): CodeFault[];
}

export function faultsIn(source: string): FaultReport {
  const at = positionIn(source);
  const found: { start: number; fault: CodeFault }[] = [];
  return {
    add: ({ start, end }, message) => {
      found.push({ start, fault: { message, from: at(start), to: at(Math.max(end, start)) } });
    },
    faults: () => found.sort((a, b) => a.start - b.start).map(({ fault }) => fault),
  };
}
