import * as tf from '@tensorflow/tfjs';

/** Read and free named scalars, where reading costs nothing. */
export function readNow(scalars: Readonly<Record<string, tf.Scalar>>): Record<string, number> {
  const entries = Object.entries(scalars).map(([name, scalar]) => {
    const [value = NaN] = scalar.dataSync();
    scalar.dispose();
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

/** Read and free named scalars, all in one transfer. */
export async function readScalars<Name extends string>(
  scalars: Readonly<Record<Name, tf.Scalar>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(scalars);
  const tensors = Object.values<tf.Scalar>(scalars);
  if (tensors.length === 0) return {} as Record<Name, number>;
  const together = tf.stack(tensors);
  const values = await together.data();
  tf.dispose([tensors, together]);
  return Object.fromEntries(names.map((name, i) => [name, values[i] ?? NaN])) as Record<
    Name,
    number
  >;
}
