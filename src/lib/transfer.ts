import { transfer } from 'comlink';

/** A value that hands its memory over when it is sent to another thread. */
export function handOver<Value>(value: Value): Value {
  const isObject = typeof value === 'object' && value !== null;
  return isObject ? transfer(value, buffersIn(value)) : value;
}

/** The memory of every array in a plain value, to be handed over to another thread instead of copied. */
export function buffersIn(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  collect(value, found);
  return [...found];
}

function collect(value: unknown, found: Set<ArrayBuffer>): void {
  if (typeof value !== 'object' || value === null) return;
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer && value.byteLength > 0) found.add(value.buffer);
    return;
  }
  if (value instanceof ArrayBuffer) {
    found.add(value);
    return;
  }
  for (const part of Object.values(value)) collect(part, found);
}
