/** What cells have given to others, and the tensors behind it. */
import * as tf from '@tensorflow/tfjs';

/** A value as it is now, by the name that its cell knows it by. */
export type Getters = Readonly<Record<string, () => unknown>>;

/** Of one cell's values: things looked at for tensors, and levels within each other. */
const mostThings = 20_000;
const deepest = 12;

export class CellValues {
  private readonly cells = new Map<string, Getters>();

  /** @throws in Japanese if no cell has given it, or its cell did not get as far */
  take(name: string): unknown {
    const found = [...this.cells.values()].find((getters) => Object.hasOwn(getters, name));
    if (!found) throw new ReferenceError(`「${name}」はまだ計算されていません。`);
    try {
      return found[name]?.();
    } catch {
      const reason = 'セルが途中で終わったので、まだ値がありません。';
      throw new ReferenceError(`「${name}」を作る${reason}`);
    }
  }

  give(cell: string, getters: Getters): void {
    this.cells.set(cell, { ...this.cells.get(cell), ...getters });
  }

  /** Free what cells have given and no other cell holds. */
  forget(ids: readonly string[]): void {
    const gone = ids.flatMap((id) => [...this.tensorsOf([id])]);
    for (const id of ids) this.cells.delete(id);
    if (gone.length === 0) return;
    const held = this.tensorsOf([...this.cells.keys()]);
    for (const tensor of gone) {
      if (!held.has(tensor) && !tensor.isDisposed) tensor.dispose();
    }
  }

  /** Names of all cells but one whose values are so. */
  namesOf(fits: (value: unknown) => boolean, except: string): string[] {
    return [...this.cells]
      .filter(([id]) => id !== except)
      .flatMap(([, getters]) => Object.entries(getters))
      .filter(([, get]) => fits(valueOf(get)))
      .map(([name]) => name);
  }

  private tensorsOf(ids: readonly string[]): Set<tf.Tensor> {
    const values = ids.flatMap((id) => Object.values(this.cells.get(id) ?? {})).map(valueOf);
    return tensorsWithin(values);
  }
}

function valueOf(get: () => unknown): unknown {
  try {
    return get();
  } catch {
    // Its cell ended before that line.
    return undefined;
  }
}

/** The tensors in values, however deep. Nothing is called: properties that compute are left alone. */
function tensorsWithin(values: readonly unknown[]): Set<tf.Tensor> {
  const tensors = new Set<tf.Tensor>();
  const seen = new Set<object>();
  let level: unknown[] = [...values];
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null || seen.has(value)) continue;
      if (seen.size > mostThings) return tensors;
      seen.add(value);
      if (value instanceof tf.Tensor) tensors.add(value);
      else for (const inner of within(value)) next.push(inner);
    }
    level = next;
  }
  return tensors;
}

function within(value: object): unknown[] {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return [];
  if (value instanceof Map) return [...value.keys(), ...value.values()];
  if (value instanceof Set) return [...value];
  return Object.values(Object.getOwnPropertyDescriptors(value)).map(
    (property) => property.value as unknown,
  );
}
