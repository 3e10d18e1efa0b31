import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';

/** Values in a tensor's layout, kept outside every backend. */
export interface PlainTensor {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** Values in (−1, 1) from a small generator of their own, so that a failing case can be repeated. */
export function plainTensor(shape: readonly number[], seed: number): PlainTensor {
  let state = seed | 0;
  const values = Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
  return { values, shape };
}

/** As many tensors as there are inputs. */
type TensorsOf<Inputs extends readonly unknown[]> = { [Index in keyof Inputs]: tf.Tensor };

type Compute<Inputs extends readonly unknown[]> = (
  ...inputs: TensorsOf<Inputs>
) => tf.Tensor | tf.Tensor[];

/** Run a computation on one backend and read what it gives. */
export async function runOn<const Inputs extends readonly PlainTensor[]>(
  backend: 'cpu' | 'wasm',
  inputs: Inputs,
  compute: Compute<Inputs>,
): Promise<PlainTensor[]> {
  await tf.setBackend(backend);
  const outputs = tf.tidy(() => {
    const tensors = inputs.map(({ values, shape }) => tf.tensor(values, [...shape]));
    return [compute(...(tensors as TensorsOf<Inputs>))].flat();
  });
  const results = await Promise.all(
    outputs.map(async (output) => ({
      values: Float32Array.from(await output.data()),
      shape: output.shape,
    })),
  );
  tf.dispose(outputs);
  return results;
}

/** Expect two results to agree to a part of the largest value in them. */
export function expectClose(
  received: readonly PlainTensor[],
  expected: readonly PlainTensor[],
  tolerance = 1e-5,
): void {
  expect(received.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape));
  expected.forEach(({ values }, index) => {
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    const other = received[index]?.values ?? [];
    let worst = 0;
    values.forEach((value, i) => {
      const difference = Math.abs(value - (other[i] ?? NaN));
      // Written so that NaN is the worst of all.
      if (!(difference <= worst)) worst = difference;
    });
    expect(worst / scale).toBeLessThan(tolerance);
  });
}

/** Expect WASM with our kernels to give what tfjs's CPU kernels give. */
export async function expectLikeCpu<const Inputs extends readonly PlainTensor[]>(
  inputs: Inputs,
  compute: Compute<Inputs>,
  tolerance?: number,
): Promise<void> {
  const received = await runOn('wasm', inputs, compute);
  expectClose(received, await runOn('cpu', inputs, compute), tolerance);
}
