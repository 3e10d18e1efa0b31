/** Whatever a cell threw, as the page is told of it. */
import { hintFor } from '../error-hints';
import { type CellError, outputLimits } from '../outputs';
import { framesOf } from './stack';

const memoryHint =
  'メモリーが足りなくなりました。一度に作るテンソルや配列を小さくして、もう一度実行してください。';
const outOfMemory =
  /out of memory|array buffer allocation failed|invalid (typed )?array (buffer )?length|length too large|allocation (failed|size overflow)|memory access out of bounds/i;
const recursion = /maximum call stack|too much recursion/i;
const recursionHint = '関数が自分を呼び続けています。終わる条件を確かめてください。';

/**
 * @param thrown anything at all: nothing of it may be called without care
 * @param cellOf a script's address, of which cell it is
 */
export function cellErrorOf(
  thrown: unknown,
  cellOf: (address: string) => string | undefined,
): CellError {
  const name = textOf(thrown, 'name') || 'Error';
  const message = textOf(thrown, 'message');
  const hint = hintForMemory(`${name}: ${message}`) ?? hintFor(message);
  return {
    name: name.slice(0, outputLimits.label),
    message: message.slice(0, 4000),
    ...(hint ? { hint } : {}),
    frames: framesOf(textOf(thrown, 'stack'), cellOf),
  };
}

function hintForMemory(error: string): string | null {
  if (outOfMemory.test(error)) return memoryHint;
  return recursion.test(error) ? recursionHint : null;
}

/** A text of something thrown, which may have been made to throw when it is looked at. */
function textOf(thrown: unknown, part: 'name' | 'message' | 'stack'): string {
  try {
    if (thrown instanceof Error) return String(thrown[part] ?? '');
    return part === 'message' ? String(thrown) : '';
  } catch {
    return '';
  }
}
