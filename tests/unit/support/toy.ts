import * as tf from '@tensorflow/tfjs';
import { installCpuKernels } from '@lib/backends/cpu/install';
import type { ToyView } from '@lib/runtime/toy/protocol';
import type { ToySettings } from '@lib/training/toy-settings';

/** A small GAN on the ring, quick to train. */
export const toySettings: ToySettings = {
  data: 'ring',
  noiseDimension: 2,
  noiseDistribution: 'uniform',
  generatorLayers: 2,
  generatorWidth: 6,
  discriminatorLayers: 2,
  discriminatorWidth: 6,
  activation: 'tanh',
  initialSpread: 1,
  loss: 'non-saturating',
  gradientPenalty: 0.1,
  optimizer: 'adam',
  discriminatorLearningRate: 2e-3,
  generatorLearningRate: 1e-3,
  momentum: 0.5,
  discriminatorSteps: 1,
  batchSize: 16,
  unrolledSteps: 0,
  unrolledLearningRate: 0.2,
  minibatch: 'none',
  seed: 1,
};

export const toyView: ToyView = {
  points: 20,
  mapCells: 8,
  arrows: 6,
  latticeSteps: 3,
  comparison: true,
};

export async function useCpuKernels(): Promise<void> {
  await tf.setBackend('cpu');
  installCpuKernels();
}
