import * as tf from '@tensorflow/tfjs';
import { installCpuKernels } from '@lib/backends/cpu/install';
import { family, type ToyView } from '@lib/models/toy-gan';
import type { ToyLane, ToySettings } from '@lib/models/toy-settings';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import type { Metrics } from '@lib/training/trainer';

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
};

export async function useCpuKernels(): Promise<void> {
  await tf.setBackend('cpu');
  installCpuKernels();
}

export type ToyTrainer = AdversarialTrainer<ToyLane>;

export function createToy(changes: Partial<ToyLane> = {}): ToyTrainer {
  const settings = { ...toySettings, ...changes };
  return new AdversarialTrainer({ family, settings, data: { digits: null } });
}

/** So many rounds, which need no waiting for. */
export function trainToy(trainer: ToyTrainer, rounds: number): Metrics {
  for (let i = 0; i < rounds; i++) trainer.train();
  return trainer.metrics;
}

/** One update of either network alone. */
export function updateToy(trainer: ToyTrainer, name: 'generator' | 'discriminator'): Metrics {
  return trainer.takeTurn(name) as Metrics;
}
