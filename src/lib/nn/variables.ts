import * as tf from '@tensorflow/tfjs';

/** Copy variables into plain arrays, by name. */
export async function readVariables(
  variables: Readonly<Record<string, tf.Variable>>,
): Promise<Record<string, Float32Array>> {
  // WASM's are copies out of its memory; what other backends give may be their own.
  const areCopies = tf.getBackend() === 'wasm';
  const entries = Object.entries(variables).map(async ([name, variable]) => {
    const values = await variable.data<'float32'>();
    return [name, areCopies ? values : values.slice()] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Set variables from plain arrays, by name.
 *
 * @throws if one is missing or of another size; then no variable has changed
 */
export function writeVariables(
  variables: Readonly<Record<string, tf.Variable>>,
  arrays: Readonly<Record<string, Float32Array>>,
): void {
  checkArrays(variables, arrays);
  for (const [name, variable] of Object.entries(variables)) {
    tf.tidy(() => {
      // A copy: some backends compute on the array that they are given.
      variable.assign(tf.tensor(arrays[name]?.slice() ?? [], variable.shape));
    });
  }
}

/** @throws in Japanese if the array of a variable is missing or of another size */
export function checkArrays(
  variables: Readonly<Record<string, tf.Variable>>,
  arrays: Readonly<Record<string, Float32Array>>,
): void {
  for (const [name, { size }] of Object.entries(variables)) {
    const length = arrays[name]?.length;
    if (length === size) continue;
    const found = length === undefined ? '欠けている値' : `${length}個の値`;
    throw new Error(`保存された状態の「${name}」は${found}ですが、${size}個の値が必要です。`);
  }
}

/**
 * Make something with variables; if that fails, as when memory is short, those that it had made by
 * then are freed.
 */
export function makeWithVariables<Made>(make: () => Made): Made {
  const variables = (): tf.Variable[] => Object.values(tf.engine().registeredVariables);
  const before = new Set(variables());
  try {
    return make();
  } catch (error) {
    for (const variable of variables()) if (!before.has(variable)) variable.dispose();
    throw error;
  }
}
