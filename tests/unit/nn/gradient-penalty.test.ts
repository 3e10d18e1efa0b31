import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientPenalty } from '@lib/nn/gradient-penalty';

beforeAll(() => tf.setBackend('cpu'));

const real = tf.tensor2d([[1, 0], [2, 2]]); // prettier-ignore
const fake = tf.tensor2d([[0, 1], [-2, 0]]); // prettier-ignore
const mixing = tf.tensor2d([[0.25], [1]]);

describe('gradient penalty', () => {
  it('is how far a linear critic’s slope is from 1', () => {
    const weights = tf.tensor2d([[3], [4]]);
    const discriminate = (x: tf.Tensor2D) => tf.matMul<tf.Tensor2D>(x, weights);
    const penalty = gradientPenalty({ discriminate, real, fake, mixing });
    expect(penalty.dataSync()[0]).toBeCloseTo((5 - 1) ** 2, 4);
  });

  it('takes the slope where the mixing says, between a real and its fake', () => {
    // D(x, y) = x² / 2 + y² / 2, so that the slope at a point is the point itself.
    const discriminate = (x: tf.Tensor2D) =>
      x.square().sum<tf.Tensor2D>(1, true).div<tf.Tensor2D>(2);
    const penalty = gradientPenalty({ discriminate, real, fake, mixing });
    const first = Math.hypot(0.25 * 1, 0.75 * 1) - 1;
    const second = Math.hypot(2, 2) - 1;
    expect(penalty.dataSync()[0]).toBeCloseTo((first ** 2 + second ** 2) / 2, 5);
  });

  it('has the gradient on the critic’s weights that brings the slope to 1', () => {
    const gradient = tf
      .grad((weights: tf.Tensor) => {
        const discriminate = (x: tf.Tensor2D) => tf.matMul<tf.Tensor2D>(x, weights as tf.Tensor2D);
        return gradientPenalty({ discriminate, real, fake, mixing });
      })(tf.tensor2d([[3], [4]]))
      .dataSync();
    // d/dw (‖w‖ − 1)² = 2 (‖w‖ − 1) w / ‖w‖.
    expect(gradient[0]).toBeCloseTo((2 * 4 * 3) / 5, 4);
    expect(gradient[1]).toBeCloseTo((2 * 4 * 4) / 5, 4);
  });

  it('is finite, with its gradient, for a critic without slope', () => {
    const gradient = tf.grad((weights: tf.Tensor) => {
      const discriminate = (x: tf.Tensor2D) => tf.matMul<tf.Tensor2D>(x, weights as tf.Tensor2D);
      return gradientPenalty({ discriminate, real, fake, mixing });
    })(tf.zeros([2, 1]));
    expect([...gradient.dataSync()].every(Number.isFinite)).toBe(true);
  });
});
