import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readVariables, writeVariables } from '@lib/nn/variables';
import { plain } from '../support/tensors';

beforeAll(() => tf.setBackend('cpu'));

const create = () =>
  tf.tidy(() => ({
    weights: tf.variable(tf.tensor([1, 2, 3, 4, 5, 6], [2, 3])),
    bias: tf.variable(tf.tensor([7])),
  }));

describe('reading variables', () => {
  it('gives plain arrays by name, row by row', async () => {
    expect(await readVariables(create())).toEqual({
      weights: Float32Array.of(1, 2, 3, 4, 5, 6),
      bias: Float32Array.of(7),
    });
  });

  it('gives copies, which later changes of the variables leave alone', async () => {
    const variables = create();
    const { bias } = await readVariables(variables);
    variables.bias.assign(tf.tensor1d([8]));
    expect([...(bias ?? [])]).toEqual([7]);
    bias?.fill(9);
    expect([...variables.bias.dataSync()]).toEqual([8]);
  });
});

describe('writing variables', () => {
  it('sets them by name, whatever else is there', () => {
    const variables = create();
    writeVariables(variables, {
      bias: Float32Array.of(0.5),
      weights: Float32Array.of(6, 5, 4, 3, 2, 1),
      other: Float32Array.of(1),
    });
    expect(variables.weights.arraySync()).toEqual([
      [6, 5, 4],
      [3, 2, 1],
    ]);
    expect([...variables.bias.dataSync()]).toEqual([0.5]);
  });

  it('takes copies, which later changes of the arrays leave alone', () => {
    const variables = create();
    const arrays = { bias: Float32Array.of(1), weights: new Float32Array(6) };
    writeVariables(variables, arrays);
    arrays.bias.fill(2);
    expect([...variables.bias.dataSync()]).toEqual([1]);
  });

  it('leaves no tensor behind', () => {
    const variables = create();
    const { numTensors, numDataBuffers } = tf.memory();
    writeVariables(variables, { bias: Float32Array.of(1), weights: new Float32Array(6) });
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  });

  it.each([
    ['misses', {}, '保存された状態の「bias」は欠けている値ですが、1個の値が必要です。'],
    [
      'has too many values of',
      { bias: new Float32Array(2) },
      '保存された状態の「bias」は2個の値ですが、1個の値が必要です。',
    ],
  ])('refuses a state that %s one, and then has changed none', (_, arrays, message) => {
    const variables = create();
    const before = plain(Object.values(variables));
    expect(() => {
      writeVariables(variables, { weights: new Float32Array(6), ...arrays });
    }).toThrow(message);
    expect(plain(Object.values(variables))).toEqual(before);
  });
});
