import * as tf from '@tensorflow/tfjs';

/** Copy variables into plain arrays, by name. */
export async function readVariables(
  variables: Readonly<Record<string, tf.Variable>>,
): Promise<Record<string, Float32Array>> {
  const entries = Object.entries(variables).map(
    async ([name, variable]) => [name, Float32Array.from(await variable.data())] as const,
  );
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
  const pairs = Object.entries(variables).map(([name, variable]) => {
    const array = arrays[name];
    if (array?.length !== variable.size) {
      throw new Error(
        `保存された状態の「${name}」は${array ? `${array.length}個の値` : '欠けている値'}ですが、${variable.size}個の値が必要です。`,
      );
    }
    return { variable, array };
  });
  for (const { variable, array } of pairs) {
    tf.tidy(() => {
      // A copy: some backends compute on the array that they are given.
      variable.assign(tf.tensor(array.slice(), variable.shape));
    });
  }
}
