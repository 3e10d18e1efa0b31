/** A value as a tree that the page can show: plain data, nothing of the value itself. */
import * as tf from '@tensorflow/tfjs';
import { outputLimits, type TensorSummary, type ValueNode } from '../outputs';

const { label, tableText, tensorValues, valueCharacters, valueDepth, valueEntries } = outputLimits;
/** Entries that a preview names. */
const previewed = 5;

/** @param value anything; what its own code throws is told in its place */
export function describe(value: unknown): ValueNode {
  return node(value, valueDepth, { characters: valueCharacters });
}

/** One line. */
export function previewOf(value: unknown, depth = 1): string {
  try {
    return shortened(preview(value, depth));
  } catch {
    return '（表示できません）';
  }
}

function node(value: unknown, depth: number, room: { characters: number }): ValueNode {
  const type = typeOf(value);
  const text = previewOf(value).slice(0, Math.max(1, room.characters));
  room.characters -= text.length + type.length;
  if (value instanceof tf.Tensor) {
    return { type, preview: text, ...(value.isDisposed ? {} : { tensor: summaryOf(value) }) };
  }
  if (typeof value !== 'object' || value === null || depth === 0 || room.characters <= 0) {
    return { type, preview: text };
  }
  const all = entriesOf(value);
  const entries: { name: string; value: ValueNode }[] = [];
  for (const [name, inner] of all.slice(0, valueEntries)) {
    if (room.characters <= 0) break;
    entries.push({ name: name.slice(0, label), value: node(inner, depth - 1, room) });
  }
  const omitted = countOf(value, all.length) - entries.length;
  return { type, preview: text, entries, ...(omitted > 0 ? { omitted } : {}) };
}

/** Own properties that hold a value; those that compute one are left alone. */
function entriesOf(value: object): [string, unknown][] {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const numbers = value as unknown as ArrayLike<unknown>;
    return Array.from({ length: Math.min(numbers.length, valueEntries) }, (_, i) => [
      String(i),
      numbers[i],
    ]);
  }
  if (value instanceof Map) {
    return [...value].slice(0, valueEntries).map(([key, inner]) => [previewOf(key), inner]);
  }
  if (value instanceof Set) {
    return [...value].slice(0, valueEntries).map((inner, i) => [String(i), inner]);
  }
  if (Array.isArray(value)) {
    return value.slice(0, valueEntries).map((inner: unknown, i) => [String(i), inner]);
  }
  return Object.entries(Object.getOwnPropertyDescriptors(value))
    .filter(([, { enumerable, get }]) => enumerable && !get)
    .map(([name, property]) => [name, property.value as unknown]);
}

function countOf(value: object, otherwise: number): number {
  if (value instanceof Map || value instanceof Set) return value.size;
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
  return isList ? Number((value as ArrayLike<unknown>).length) : otherwise;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value !== 'object' && typeof value !== 'function') return typeof value;
  if (typeof value === 'function') return 'function';
  try {
    const { constructor } = value as { constructor?: { name?: unknown } };
    return String(constructor?.name ?? 'Object').slice(0, label) || 'Object';
  } catch {
    return 'Object';
  }
}

function preview(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(shortened(value));
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return `ƒ ${value.name}()`;
  if (typeof value !== 'object' || value === null) return numberText(value);
  if (value instanceof tf.Tensor) return tensorText(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof RegExp) return String(value);
  const type = typeOf(value);
  const count = countOf(value, -1);
  const isList = Array.isArray(value) || ArrayBuffer.isView(value);
  const shown = depth > 0 ? entriesOf(value).slice(0, previewed) : [];
  const inner = shown.map(([name, each]) => {
    const text = preview(each, depth - 1);
    return isList || value instanceof Set ? text : `${name}: ${text}`;
  });
  const total = count < 0 ? entriesOf(value).length : count;
  if (total > inner.length) inner.push('…');
  const head = `${type === 'Object' || type === 'Array' ? '' : type}${isList ? `(${count}) ` : ' '}`;
  const [open, close] = isList ? ['[', ']'] : ['{ ', ' }'];
  return `${head.trimStart()}${open}${inner.join(', ')}${close}`;
}

/** Floats as they are meant, without the digits that float32 adds: 0.1 for 0.10000000149. */
function numberText(value: unknown): string {
  if (typeof value !== 'number' || Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(7)));
}

function tensorText(tensor: tf.Tensor): string {
  const head = `Tensor [${tensor.shape.join(', ')}] ${tensor.dtype}`;
  if (tensor.isDisposed) return `${head}（片付け済み）`;
  if (tensor.dtype === 'complex64' || tensor.size > tensorValues) return head;
  const values = Array.from(tensor.dataSync() as ArrayLike<number>, numberText);
  return tensor.size === 1 ? `${head}: ${values[0]}` : `${head}: [${values.join(', ')}]`;
}

function summaryOf(tensor: tf.Tensor): TensorSummary {
  const { shape, dtype } = tensor;
  if (dtype === 'string' || dtype === 'complex64') return { shape, dtype, range: null, first: [] };
  const values = tensor.dataSync();
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (const value of values) {
    // Of a NaN all of it is NaN, as readers should see.
    min = value < min || Number.isNaN(value) ? value : min;
    max = value > max || Number.isNaN(value) ? value : max;
    sum += value;
  }
  const range = values.length > 0 ? { min, mean: sum / values.length, max } : null;
  return { shape, dtype, range, first: Array.from(values.subarray(0, tensorValues)) };
}

function shortened(text: string): string {
  return text.length <= tableText ? text : `${text.slice(0, tableText - 1)}…`;
}
