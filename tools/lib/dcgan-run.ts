import type { MnistDataset } from '@lib/data/mnist';
import type { DcganSettings } from '@lib/runtime/protocol';
import { DcganTrainer } from '@lib/training/dcgan-trainer';

export interface DcganRunOptions {
  readonly settings: DcganSettings;
  readonly dataset: MnistDataset;
  /** Steps in all. */
  readonly steps: number;
  /** Called before the first step and after each, with the seconds that the steps took so far. */
  readonly onStep: (trainer: DcganTrainer, trainingSeconds: number) => Promise<void> | void;
}

/** Train a DCGAN from its seed, and look at it on the way; the caller disposes it. */
export async function runDcgan(options: DcganRunOptions): Promise<DcganTrainer> {
  const { settings, dataset, steps, onStep } = options;
  const trainer = new DcganTrainer({ settings, dataset, sampleCount: 1 });
  let trainingSeconds = 0;
  await onStep(trainer, 0);
  while (trainer.step < steps) {
    const began = performance.now();
    const { step, discriminatorLoss, generatorLoss } = await trainer.trainStep();
    trainingSeconds += (performance.now() - began) / 1000;
    if (step % 100 === 0) {
      const losses = `D ${discriminatorLoss.toFixed(3)}, G ${generatorLoss.toFixed(3)}`;
      console.log(`step ${step}: ${losses}, ${Math.round(trainingSeconds)} s`);
    }
    await onStep(trainer, Math.round(trainingSeconds));
  }
  return trainer;
}
