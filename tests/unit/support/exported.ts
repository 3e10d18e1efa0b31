/** Runs to export, of trainers and of bare networks. */
import type * as tf from '@tensorflow/tfjs';
import { exportedRun } from '@lib/export/export-run';
import type { ExportedRun } from '@lib/export/exported-run';
import type { Family } from '@lib/models/family';
import { saveNetwork } from '@lib/nn/saved-networks';
import { takeSnapshot } from '@lib/training/snapshot';
import type { Trainer } from '@lib/training/trainer';

const about = {
  title: 'DCGANに手書き数字を描かせる',
  name: 'dcgan-cell',
  curves: { steps: [1, 2], values: { discriminatorLoss: [0.7, 0.6], generatorLoss: [0.8, null] } },
  build: '0.1.0',
} as const;

export async function runOf<Settings>(
  trainer: Trainer,
  family: Family<Settings>,
): Promise<ExportedRun> {
  const snapshot = await takeSnapshot(trainer, family as unknown as Family<unknown>);
  return exportedRun(snapshot, about);
}

/** A run of networks that do not train. */
export async function runOfModels(
  models: Readonly<Record<string, tf.LayersModel>>,
): Promise<ExportedRun> {
  const networks = await Promise.all(
    Object.entries(models).map(async ([name, model]) => [name, await saveNetwork(model)] as const),
  );
  return exportedRun(
    {
      networks: Object.fromEntries(networks),
      checkpoint: {
        step: 0,
        settings: null,
        metrics: { step: 0 },
        optimizerSteps: {},
        arrays: {},
        randomStates: {},
      },
      optimizers: {},
      recipe: null,
    },
    about,
  );
}
