import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { installCpuKernels } from '@lib/backends/cpu/install';
import { Adam } from '@lib/nn/adam';
import { withoutCpuKernels } from '../../support/cpu-kernels';
import { distance, randomTensor } from '../../support/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
  installCpuKernels();
});

/** A variable and its moments after three updates. */
function trained(): tf.Tensor[] {
  const variable = tf.tidy(() => tf.variable(randomTensor([37], { seed: 4 })));
  const adam = new Adam([variable], { learningRate: 0.01, beta1: 0.5 });
  for (const seed of [1, 2, 3]) adam.apply({ [variable.name]: randomTensor([37], { seed }) });
  return [variable, ...adam.stateVariables];
}

describe('Adam on the CPU backend', () => {
  it('moves a variable as the composed operations do', () => {
    const expected = withoutCpuKernels(trained);
    trained().forEach((tensor, i) => {
      expect(distance(tensor, expected[i] ?? tf.scalar(NaN))).toBeLessThan(1e-6);
    });
  });

  it('leaves a copy of the variable as it was', () => {
    const variable = tf.tidy(() => tf.variable(tf.ones([5])));
    const copy = variable.clone();
    const adam = new Adam([variable], { learningRate: 0.1, beta1: 0.5 });
    adam.apply({ [variable.name]: tf.ones([5]) });
    expect([...copy.dataSync()]).toEqual([1, 1, 1, 1, 1]);
    expect(variable.dataSync()[0]).toBeCloseTo(0.9, 4);
  });
});
