/** What is recorded: settings as links hold them, far apart in what matters, of small batches. */
import type { RunRequest } from './adapter';

type Cell = RunRequest['cell'];
type Settings = RunRequest['settings'];

export interface Case {
  /** Of the recording's file. */
  readonly cell: Cell;
  readonly settings: Settings;
  readonly rounds: number;
}

/** Every cell's cases, in order. */
export const cases: Readonly<Record<Cell, readonly Case[]>> = {
  'line-gan': twenty('line-gan', [
    { batchSize: '16' },
    {
      data: 'two-peaks',
      loss: 'saturating',
      discriminatorSteps: '1',
      discriminatorLearningRate: '0.005',
      generatorLearningRate: '0.002',
      batchSize: '8',
      seed: '5',
    },
    { data: 'three-peaks', discriminatorSteps: '5', batchSize: '32', seed: '4294967295' },
  ]),
  'plane-gan': twenty('plane-gan', [
    { batchSize: '16' },
    {
      data: 'grid',
      noiseDistribution: 'uniform',
      generatorWidth: '16',
      discriminatorWidth: '16',
      initialSpread: '0.1',
      optimizer: 'sgd',
      momentum: '0.9',
      discriminatorLearningRate: '0.02',
      generatorLearningRate: '0.005',
      batchSize: '24',
      unrolledSteps: '5',
      minibatch: 'deviation',
      seed: '2',
    },
    {
      data: 'drawn',
      drawing: '-60.-40.-20.30.20.30.60.-40_0.70',
      loss: 'wasserstein',
      gradientPenalty: '10',
      discriminatorSteps: '5',
      noiseDimension: '1',
      generatorLayers: '3',
      generatorWidth: '12',
      discriminatorLayers: '1',
      activation: 'tanh',
      momentum: '0',
      batchSize: '16',
      seed: '3',
    },
    {
      data: 'moons',
      loss: 'least-squares',
      discriminatorSteps: '2',
      activation: 'sigmoid',
      generatorLayers: '1',
      batchSize: '10',
      seed: '4',
    },
    {
      data: 'spiral',
      loss: 'saturating',
      minibatch: 'deviation',
      activation: 'relu',
      batchSize: '16',
      seed: '5',
    },
  ]),
  'loss-duel': twenty('loss-duel', [
    { headStart: '200' },
    { headStart: '50', optimizer: 'adam', data: 'moons', seed: '6' },
    { headStart: '0', data: 'gaussian', seed: '7' },
  ]),
  'leaky-relu': [
    ...twenty('leaky-relu', [
      { kind: 'plane' },
      { kind: 'plane', depth: '3', width: '16', learningRate: '0.3', alpha: '0.05', seed: '2' },
      { kind: 'plane', depth: '12', width: '4', learningRate: '0.01', alpha: '0.5', seed: '3' },
    ]),
    // A DCGAN for each rectifier, which has nothing to set but the seed, and batches of 16.
    ...twenty('leaky-relu', [{ kind: 'digits', seed: '2' }]),
  ],
  dcgan: twenty('dcgan', [
    { batchSize: '4' },
    {
      generatorLoss: 'saturating',
      discriminatorLearningRate: '0.00001',
      discriminatorBeta1: '0.1',
      batchSize: '5',
      seed: '3',
    },
    {
      discriminatorLearningRate: '0.001',
      discriminatorBeta1: '0',
      generatorLearningRate: '0.001',
      generatorBeta1: '0.9',
      batchSize: '8',
      seed: '1',
    },
  ]),
  'mlp-gan': twenty('mlp-gan', [
    { batchSize: '8' },
    { dropout: 'off', batchSize: '4', seed: '5' },
    { discriminatorLearningRate: '0.0002', generatorLearningRate: '0.0001', seed: '2' },
  ]),
  'dcgan-duel': twenty('dcgan-duel', [
    { headStart: '10', batchSize: '8' },
    { headStart: '0', optimizer: 'adam', batchSize: '8', seed: '2' },
    { headStart: '20', optimizer: 'adam', batchSize: '8', seed: '3' },
  ]),
  'dcgan-ablations': twenty('dcgan-ablations', [
    { claim: 'discriminator-bn', batchSize: '8' },
    { claim: 'pooling', batchSize: '8', seed: '2' },
    { claim: 'smoothing', batchSize: '8', seed: '3' },
  ]),
  'batch-normalization': twenty('batch-normalization', [
    { batchSize: '8' },
    { generator: 'output', discriminator: 'everywhere', batchSize: '8', seed: '2' },
    { generator: 'hidden', discriminator: 'hidden', batchSize: '8', seed: '3' },
  ]),
  'dcgan-without-dropout': (['non-saturating', 'saturating'] as const).map((generatorLoss) => ({
    cell: 'dcgan-without-dropout',
    settings: { generatorLoss, batchSize: '8', seed: '7' },
    rounds: 5,
  })),
};

function twenty(cell: Cell, settings: readonly Settings[]): Case[] {
  return settings.map((each) => ({ cell, settings: each, rounds: 20 }));
}
