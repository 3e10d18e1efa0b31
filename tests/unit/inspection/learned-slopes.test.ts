import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { learnedSlopes } from '@lib/inspection/learned-slopes';
import { StraightNetwork } from '@lib/nn/straight-network';

beforeAll(() => tf.setBackend('cpu'));
afterAll(() => {
  tf.disposeVariables();
});

function network(...sharedAxes: (number[] | null)[]): StraightNetwork {
  const sequential = tf.sequential();
  sharedAxes.forEach((axes, i) => {
    sequential.add(tf.layers.dense({ units: 3, ...(i === 0 ? { inputShape: [2] } : {}) }));
    const alphaInitializer = tf.initializers.constant({ value: (i + 1) / 4 });
    sequential.add(
      tf.layers.prelu({ alphaInitializer, ...(axes ? { sharedAxes: axes } : {}), name: `p${i}` }),
    );
  });
  return new StraightNetwork(sequential);
}

test('slopes come layer by layer, from the input on', async () => {
  expect(await learnedSlopes(network([1], [1]))).toEqual([0.25, 0.5]);
});

test('a network without PReLU has none', async () => {
  const plain = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
  expect(await learnedSlopes(new StraightNetwork(plain))).toEqual([]);
});

test('a slope for every unit is refused, since one number would not tell', async () => {
  await expect(learnedSlopes(network(null))).rejects.toThrow('3 slopes, expected one');
});
