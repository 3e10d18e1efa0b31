import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { mlp } from '@lib/nn/ops/mlp';
import type { MlpNetwork } from '@lib/nn/mlp-network';
import { discriminate, lastFeatures } from '@lib/models/toy-networks';
import { generatorLossOn } from '@lib/models/toy-step';
import { distance, randomTensor } from '../support/tensors';
import { createToy, type ToyTrainer, updateToy, useCpuKernels } from '../support/toy';

beforeAll(useCpuKernels);

const networkOf = ({ networks }: ToyTrainer, name: 'generator' | 'discriminator') =>
  networks[name] as MlpNetwork;

const noise = randomTensor<tf.Rank.R2>([5, 2], { seed: 3 });
const real = randomTensor<tf.Rank.R2>([5, 2], { seed: 4 });

/** G's loss as a function of all its parameters. */
function lossOf(played: ToyTrainer) {
  const { shape } = networkOf(played, 'generator');
  return (parameters: tf.Tensor) =>
    generatorLossOn(
      played.context,
      real,
      mlp({ x: noise, shape, parameters: parameters as tf.Tensor1D }),
    );
}

/** The gradient of a function of a vector by central differences. */
function differences(f: (x: tf.Tensor) => tf.Scalar, at: tf.Tensor, h = 2 ** -6): tf.Tensor {
  const values = at.dataSync();
  const slopes = Array.from(values, (_, i) => {
    const moved = (offset: number) => {
      const copy = Float32Array.from(values);
      copy[i] = (copy[i] ?? NaN) + offset;
      return f(tf.tensor1d(copy)).dataSync()[0] ?? NaN;
    };
    return (moved(h) - moved(-h)) / (2 * h);
  });
  return tf.tensor1d(slopes);
}

describe('an unrolled generator', () => {
  it('has the gradient through D’s steps that finite differences confirm', () => {
    for (const minibatch of ['none', 'deviation'] as const) {
      const played = createToy({ unrolledSteps: 4, unrolledLearningRate: 0.8, minibatch });
      const loss = lossOf(played);
      const { parameters } = networkOf(played, 'generator');
      const gradient = tf.grad(loss)(parameters);
      expect(distance(gradient, differences(loss, parameters))).toBeLessThan(2e-4);
    }
  });

  it('sees further than the gradient at D as it will be: part of it comes through D’s answer', () => {
    const played = createToy({ unrolledSteps: 4, unrolledLearningRate: 0.8 });
    const plain = createToy();
    const { parameters } = networkOf(played, 'generator');
    const difference = distance(
      tf.grad(lossOf(played))(parameters),
      tf.grad(lossOf(plain))(parameters),
    );
    expect(difference).toBeGreaterThan(0.01);
  });

  it('leaves D itself as it is', () => {
    const played = createToy({ unrolledSteps: 3 });
    const { parameters } = networkOf(played, 'discriminator');
    const before = [...parameters.dataSync()];
    updateToy(played, 'generator');
    expect([...parameters.dataSync()]).toEqual(before);
  });
});

describe('a discriminator that sees how much a batch varies', () => {
  const { shape, parameters } = networkOf(createToy(), 'discriminator');
  const judge = (x: tf.Tensor2D, weight: number) => {
    const weighted = parameters.add(
      tf.oneHot(tf.scalar(parameters.size - 1, 'int32'), parameters.size).mul(weight),
    ) as tf.Tensor1D;
    return discriminate({ x, shape, parameters: weighted, minibatch: 'deviation' });
  };

  it('judges at first as if it did not', () => {
    const plain = discriminate({ x: real, shape, parameters, minibatch: 'none' });
    expect(distance(judge(real, 0), plain)).toBeLessThan(1e-6);
  });

  it('adds the weighted mean of its features’ standard deviations to every output', () => {
    const features = lastFeatures({ x: real, shape, parameters, minibatch: 'deviation' });
    const { variance } = tf.moments(features, 0);
    const deviation = variance.sqrt().mean().dataSync()[0] ?? NaN;
    expect(distance(judge(real, 2), judge(real, 0).add(2 * deviation))).toBeLessThan(1e-4);
  });

  it('tells a collapsed batch by it', () => {
    const collapsed = tf.tile(real.slice(0, 1), [5, 1]);
    const shift = (x: tf.Tensor2D) => judge(x, 1).sub(judge(x, 0)).dataSync()[0] ?? NaN;
    expect(shift(collapsed as tf.Tensor2D)).toBeLessThan(1e-3);
    expect(shift(real)).toBeGreaterThan(0.1);
  });
});
