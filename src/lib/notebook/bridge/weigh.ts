import { sandboxLimits } from '../protocol';

export interface Weight {
  /** About as much as the page would have to hold. */
  readonly bytes: number;
  /** All within, to be handed on without a copy. */
  readonly buffers: ArrayBuffer[];
}

const tooMuch: Weight = { bytes: Infinity, buffers: [] };

/**
 * What a message from the worker weighs. It is a structured clone, so it holds no code that looking at it
 * could call.
 *
 * @param limit in bytes; weighing ends where that is passed
 * @returns infinity for what has no place in a message: images, files, maps and the like
 */
export function weigh(message: unknown, limit: number): Weight {
  const seen = new Set<object>();
  const open: unknown[] = [message];
  let bytes = 0;
  while (open.length > 0) {
    const something = open.pop();
    bytes += 16;
    if (typeof something === 'string') bytes += 2 * something.length;
    if (typeof something === 'object' && something !== null && !seen.has(something)) {
      seen.add(something);
      const inner = within(something);
      if (!inner) return tooMuch;
      if (something instanceof ArrayBuffer) bytes += something.byteLength;
      for (const each of inner) open.push(each);
    }
    if (bytes > limit || open.length > sandboxLimits.things) return tooMuch;
  }
  const buffers = [...seen].filter((thing) => thing instanceof ArrayBuffer);
  return { bytes, buffers };
}

function within(something: object): readonly unknown[] | null {
  if (something instanceof ArrayBuffer) return [];
  if (ArrayBuffer.isView(something)) return [something.buffer];
  if (Array.isArray(something)) {
    return something.length > sandboxLimits.things ? null : something;
  }
  const isRecord = Object.getPrototypeOf(something) === Object.prototype;
  return isRecord ? Object.entries(something).flat() : null;
}
