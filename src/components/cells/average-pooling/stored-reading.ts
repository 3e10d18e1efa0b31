/** A reading of the classifier as a file holds it. */
import type { ClassActivation } from '@lib/inspection/class-activation-map';
import type { Reading } from './state';

const arrays = ['probabilities', 'logits', 'biases', 'maps', 'features', 'weights'] as const;

export interface StoredReading {
  readonly image: readonly number[];
  readonly label: number;
  readonly rows: number;
  readonly columns: number;
  /** To five figures. */
  readonly values: Readonly<Record<(typeof arrays)[number], readonly number[]>>;
}

export function encodeReading(
  { image, label }: { readonly image: Uint8Array; readonly label: number },
  activation: ClassActivation,
): StoredReading {
  const { rows, columns } = activation;
  const short = (name: (typeof arrays)[number]) =>
    Array.from(activation[name], (value) => Number(value.toPrecision(5)));
  return { image: [...image], label, rows, columns, values: each(short) };
}

export function decodeReading({ image, label, rows, columns, values }: StoredReading): Reading {
  const decoded = each((name) => Float32Array.from(values[name]));
  return { image: Uint8Array.from(image), label, activation: { ...decoded, rows, columns } };
}

function each<Value>(valueOf: (name: (typeof arrays)[number]) => Value) {
  return Object.fromEntries(arrays.map((name) => [name, valueOf(name)])) as Record<
    (typeof arrays)[number],
    Value
  >;
}
