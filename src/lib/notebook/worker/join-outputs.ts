/** Outputs that wait for a batch: what a later one makes needless goes, what continues is joined. */
import { type CellOutput, type CellOutputOf, outputLimits } from '../outputs';

/** Put an output behind those that wait. */
export function joinOutputs(waiting: CellOutput[], output: CellOutput): void {
  const last = waiting.at(-1);
  if (output.kind === 'text' && last?.kind === 'text' && canJoin(last, output)) {
    waiting[waiting.length - 1] = { ...last, text: `${last.text}\n${output.text}` };
    return;
  }
  const place = waiting.findIndex((other) => replaces(output, other));
  if (place < 0) waiting.push(output);
  else if (output.kind === 'curve' && output.appends)
    waiting[place] = continued(waiting[place], output);
  else waiting[place] = output;
}

function canJoin(last: CellOutputOf<'text'>, next: CellOutputOf<'text'>): boolean {
  const length = last.text.length + next.text.length + 1;
  return last.level === next.level && length <= outputLimits.textCharacters;
}

/** Whether the page would show one in the place of the other. */
function replaces(output: CellOutput, other: CellOutput): boolean {
  if (output.kind !== other.kind) return false;
  if (output.kind === 'omitted' || output.kind === 'status') return true;
  if (output.kind === 'progress') return output.key === (other as typeof output).key;
  return 'key' in output && output.key !== undefined && output.key === (other as typeof output).key;
}

function continued(before: CellOutput | undefined, next: CellOutputOf<'curve'>): CellOutput {
  const curve = before as CellOutputOf<'curve'>;
  const names = new Set([...curve.series, ...next.series].map(({ name }) => name));
  const series = [...names].map((name) => {
    const parts = [...curve.series, ...next.series].filter((part) => part.name === name);
    return { name, x: joined(parts.map(({ x }) => x)), y: joined(parts.map(({ y }) => y)) };
  });
  return { ...next, appends: curve.appends, series };
}

function joined(parts: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}

/** About the bytes that an output takes on its way. */
export function sizeOf(output: CellOutput): number {
  if (output.kind === 'text') return 2 * output.text.length + 64;
  if (output.kind === 'images') return output.bytes.length + 256;
  if (output.kind === 'curve') {
    return output.series.reduce((sum, { x }) => sum + 16 * x.length + 256, 256);
  }
  if (output.kind === 'table') return output.rows.length * output.columns.length * 48 + 256;
  return output.kind === 'value' ? outputLimits.valueCharacters * 2 : 256;
}
