import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { maxOverPieces } from '@lib/nn/ops/max-over-pieces';
import { activateWasm } from '../../backends/wasm/node-wasm';

describe.each(['cpu', 'wasm'])('the maximum over pieces on %s', (backend) => {
  beforeAll(async () => {
    if (backend === 'wasm') await activateWasm();
    else await tf.setBackend(backend);
  });

  const x = () => tf.randomNormal<tf.Rank.R3>([3, 5, 4], 0, 1, 'float32', 7);

  it('is the largest piece of every unit', () => {
    const pieces = [
      [1, -2],
      [3, -4],
      [2, -1],
    ];
    const largest = maxOverPieces(tf.tensor3d([pieces]));
    expect(largest.arraySync()).toEqual([[3, -1]]);
  });

  it('has the gradient of tf.max', () => {
    const dy = tf.randomNormal([3, 4], 0, 1, 'float32', 8);
    const own = tf.grad((t: tf.Tensor) => maxOverPieces(t as tf.Tensor3D))(x(), dy);
    const theirs = tf.grad((t: tf.Tensor) => t.max(1))(x(), dy);
    expect([...own.dataSync()]).toEqual([...theirs.dataSync()]);
    expect(own.abs().sum().dataSync()[0]).toBeCloseTo(dy.abs().sum().dataSync()[0] ?? NaN, 5);
  });

  it('leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      tf.grad((t: tf.Tensor) => maxOverPieces(t as tf.Tensor3D).sum())(x());
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
