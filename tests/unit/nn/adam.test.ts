import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { Adam } from '@lib/nn/adam';

/** Kingma & Ba 2014, Algorithm 1, in plain numbers. */
function adamByHand(gradients: number[], { learningRate = 0, beta1 = 0 }) {
  const [beta2, epsilon] = [0.999, 1e-7];
  let [x, m, v] = [1, 0, 0];
  gradients.forEach((g, i) => {
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g * g;
    const [mHat, vHat] = [m / (1 - beta1 ** (i + 1)), v / (1 - beta2 ** (i + 1))];
    x -= (learningRate * mHat) / (Math.sqrt(vHat) + epsilon);
  });
  return x;
}

describe('Adam', () => {
  it("follows the paper's algorithm over several steps", () => {
    const settings = { learningRate: 0.01, beta1: 0.5 };
    const gradients = [0.3, -2, 0.01, 0.5];
    const variable = tf.variable(tf.tensor1d([1]));
    const adam = new Adam([variable], settings);
    for (const g of gradients) adam.apply({ [variable.name]: tf.tensor1d([g]) });
    expect(variable.dataSync()[0]).toBeCloseTo(adamByHand(gradients, settings), 6);
  });

  it('moves no variable that is not its own', () => {
    const [own, other] = [tf.variable(tf.ones([3])), tf.variable(tf.ones([3]))];
    const adam = new Adam([own], { learningRate: 0.1, beta1: 0.9 });
    adam.apply({ [own.name]: tf.ones([3]), [other.name]: tf.ones([3]) });
    expect([...own.dataSync()]).not.toEqual([1, 1, 1]);
    expect([...other.dataSync()]).toEqual([1, 1, 1]);
  });

  it('names the variable whose gradient is missing', () => {
    const variable = tf.variable(tf.ones([1]), true, 'lonely');
    const adam = new Adam([variable], { learningRate: 0.1, beta1: 0.9 });
    expect(() => {
      adam.apply({});
    }).toThrow(/lonely/);
  });

  it('keeps no tensor beyond its moments', () => {
    const variable = tf.variable(tf.ones([4]));
    const adam = new Adam([variable], { learningRate: 0.1, beta1: 0.9 });
    const gradient = tf.ones([4]);
    adam.apply({ [variable.name]: gradient });
    const before = tf.memory().numTensors;
    adam.apply({ [variable.name]: gradient });
    expect(tf.memory().numTensors).toBe(before);
    adam.dispose();
    expect(tf.memory().numTensors).toBe(before - 2);
  });
});

describe('an Adam that was reset', () => {
  it('begins anew with the variable as it is', () => {
    const settings = { learningRate: 0.01, beta1: 0.5 };
    const train = (adam: Adam, variable: tf.Variable, gradients: number[]) => {
      for (const g of gradients) adam.apply({ [variable.name]: tf.tensor1d([g]) });
    };
    const variable = tf.tidy(() => tf.variable(tf.tensor1d([5])));
    const adam = new Adam([variable], settings);
    train(adam, variable, [3, -40, 2]);
    adam.reset();
    expect(adam.step).toBe(0);
    tf.tidy(() => {
      variable.assign(tf.tensor1d([1]));
    });
    train(adam, variable, [0.1, 0.2]);
    expect(variable.dataSync()[0]).toBeCloseTo(adamByHand([0.1, 0.2], settings), 6);
  });

  it('goes on as it did when its moments and step are restored', () => {
    const create = () => {
      const variable = tf.tidy(() => tf.variable(tf.tensor1d([1])));
      return { variable, adam: new Adam([variable], { learningRate: 0.01, beta1: 0.9 }) };
    };
    const step = ({ variable, adam }: ReturnType<typeof create>, gradient: number) => {
      adam.apply({ [variable.name]: tf.tensor1d([gradient]) });
    };
    const [first, second] = [create(), create()];
    step(first, 2);
    second.variable.assign(first.variable.clone());
    first.adam.stateVariables.forEach((moment, i) => {
      second.adam.stateVariables[i]?.assign(moment.clone());
    });
    second.adam.step = first.adam.step;
    step(first, -1);
    step(second, -1);
    expect(second.variable.dataSync()[0]).toBe(first.variable.dataSync()[0]);
  });
});
