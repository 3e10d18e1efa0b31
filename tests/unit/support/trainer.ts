import type { DcganSettings } from '@lib/runtime/protocol';
import { DcganTrainer } from '@lib/training/dcgan-trainer';
import { settings } from './fake-trainer';
import { noiseDataset } from './tiny-mnist';

const dataset = noiseDataset(7);
const made: DcganTrainer[] = [];

/** The real trainer with batches of two, which the plain CPU backend is far too slow for. */
export function createTrainer(changed: Partial<DcganSettings> = {}): DcganTrainer {
  const trainer = new DcganTrainer({
    settings: { ...settings, ...changed },
    dataset,
    sampleCount: 4,
  });
  made.push(trainer);
  return trainer;
}

export function disposeTrainers(): void {
  for (const trainer of made.splice(0)) trainer.dispose();
}

export async function train(trainer: DcganTrainer, steps: number) {
  const metrics = [];
  for (let i = 0; i < steps; i++) metrics.push(await trainer.trainStep());
  return metrics;
}

/** A network's weights and moments in a state, told apart by the prefix of their names. */
export async function arraysOf(trainer: DcganTrainer, prefix = '') {
  const { arrays } = await trainer.state();
  return Object.fromEntries(Object.entries(arrays).filter(([name]) => name.startsWith(prefix)));
}
