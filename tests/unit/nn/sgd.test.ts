import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { Sgd } from '@lib/nn/sgd';

function train(settings: ConstructorParameters<typeof Sgd>[1], gradients: readonly number[]) {
  const variable = tf.variable(tf.tensor1d([1]));
  const sgd = new Sgd([variable], settings);
  for (const g of gradients) sgd.apply({ [variable.name]: tf.tensor1d([g]) });
  return { variable, sgd };
}

describe('SGD', () => {
  it('goes against the gradient', () => {
    const { variable } = train({ learningRate: 0.5, momentum: 0 }, [1, -0.5]);
    expect(variable.dataSync()[0]).toBeCloseTo(1 - 0.5 + 0.25, 6);
  });

  it('takes part of the last step again, with momentum', () => {
    const { variable } = train({ learningRate: 0.5, momentum: 0.9 }, [1, 0, 0]);
    expect(variable.dataSync()[0]).toBeCloseTo(1 - 0.5 * (1 + 0.9 + 0.81), 6);
  });

  it('keeps no tensor beyond its velocities', () => {
    const { variable, sgd } = train({ learningRate: 0.5, momentum: 0.9 }, []);
    const gradient = tf.tensor1d([1]);
    const before = tf.memory().numTensors;
    sgd.apply({ [variable.name]: gradient });
    expect(tf.memory().numTensors).toBe(before);
    sgd.dispose();
    expect(tf.memory().numTensors).toBe(before - 1);
  });

  it('names the variable whose gradient is missing', () => {
    const { sgd, variable } = train({ learningRate: 0.5, momentum: 0 }, []);
    expect(() => {
      sgd.apply({});
    }).toThrow(variable.name);
  });
});
