/** Where an error came from, out of the text that engines write into `stack`. */
import { type CellErrorFrame, outputLimits } from '../outputs';

/** Stands in front of every cell's text, and in it nothing of the reader's. */
const ownLine = 1;

/** A function's place in some script. */
interface Place {
  readonly name: string;
  readonly address: string;
  readonly line: number;
  readonly column: number;
}

/** `    at async fn (blob:…:3:7)` and `    at blob:…:3:7` of Chromium. */
const ofChromium =
  /^\s*at (?:async )?(?:(.*?) \()?(blob:\S+?|data:\S+?|https?:\S+?|file:\S+?):(\d+):(\d+)\)?$/;
/** `fn@blob:…:3:7` of Firefox and Safari. */
const ofOthers = /^(.*?)@(blob:\S+?|data:\S+?|https?:\S+?|file:\S+?):(\d+):(\d+)$/;

/**
 * The frames of an error, from the innermost outwards, those of the library one after the other folded into
 * the one that the cell called.
 *
 * @param stack as the engine wrote it
 * @param cellOf a script's address, of which cell it is; `undefined` for the library
 */
export function framesOf(
  stack: string,
  cellOf: (address: string) => string | undefined,
): CellErrorFrame[] {
  const frames: CellErrorFrame[] = [];
  for (const place of placesIn(stack)) {
    const cell = cellOf(place.address);
    const name = nameOf(place);
    if (cell === undefined) {
      if (frames.at(-1)?.cell === null) frames.pop();
      frames.push({ cell: null, ...name, line: 0, column: 0 });
    } else if (place.line <= ownLine) {
      // Safari names it of the cell itself, and where it does not know the place. Below is what called the cell.
      break;
    } else {
      const frame = { cell, ...name, line: place.line, column: place.column };
      // A function that calls itself says nothing new.
      if (!isSame(frame, frames.at(-1))) frames.push(frame);
    }
  }
  // What called the cell is of no interest.
  if (frames.at(-1)?.cell === null && frames.length > 1) frames.pop();
  return frames.slice(0, outputLimits.frames);
}

function isSame(frame: CellErrorFrame, other: CellErrorFrame | undefined): boolean {
  return frame.cell === other?.cell && frame.line === other.line && frame.name === other.name;
}

function placesIn(stack: string): Place[] {
  return stack.split('\n', 200).flatMap((text) => {
    const found = ofChromium.exec(text) ?? ofOthers.exec(text);
    if (!found) return [];
    const [, name = '', address = '', line, column] = found;
    return [{ name, address, line: Number(line), column: Number(column) }];
  });
}

/**
 * Without what stands for a module's own function, which is the cell itself. Firefox writes `f/<` for a
 * function without a name in `f`, `default/f` for what is named in a module's, and `async*f` after a wait.
 */
function nameOf({ name }: Place): { name?: string } {
  const bare = name
    .replace(/^async /, '')
    .replace(/ \[as .*$/, '')
    .replace(/^.*[*/]/, '');
  const isNone = bare === '' || /^(Module\.|module code|(starD|d)efault$|<|anonymous)/.test(bare);
  return isNone ? {} : { name: bare.slice(0, outputLimits.label) };
}
