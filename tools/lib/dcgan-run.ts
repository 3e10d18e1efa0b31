import type { MnistDataset } from '@lib/data/mnist';
import { family } from '@lib/models/dcgan-mnist';
import type { DcganLane } from '@lib/models/dcgan-settings';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import dcganCell from '@components/cells/dcgan-cell/cell';
import { presets } from '@components/cells/dcgan-cell/controls';
import { cellPlan } from './cell-plan';

/** A ready-made set of the cell's values, as it trains with them. */
export function presetLane(name: keyof typeof presets): DcganLane {
  return cellPlan(dcganCell, presets[name].values).lanes[0] as DcganLane;
}

/** What is seen of a run after a step. */
export interface DcganRun {
  readonly step: number;
  readonly generator: StraightNetwork;
  readonly discriminator: StraightNetwork;
  /** The images for noise that stays the same, `[count, 28, 28]` bytes. */
  images(count: number): Promise<Uint8Array>;
}

export interface DcganRunOptions {
  readonly settings: DcganLane;
  readonly digits: MnistDataset;
  /** Steps in all. */
  readonly steps: number;
  /** Called before the first step and after each, with the seconds that the steps took so far. */
  readonly onStep: (run: DcganRun, trainingSeconds: number) => Promise<void> | void;
}

/** Train a DCGAN from its seed, and look at it on the way. */
export async function runDcgan({ settings, digits, steps, onStep }: DcganRunOptions) {
  const trainer = new AdversarialTrainer<DcganLane>({ family, settings, data: { digits } });
  const run: DcganRun = {
    get step() {
      return trainer.step;
    },
    generator: trainer.networks['generator'] as StraightNetwork,
    discriminator: trainer.networks['discriminator'] as StraightNetwork,
    images: (count) => trainer.picture({ kind: 'bytes', count }) as Promise<Uint8Array>,
  };
  let trainingSeconds = 0;
  await onStep(run, 0);
  while (trainer.step < steps) {
    const began = performance.now();
    const { step, discriminatorLoss = NaN, generatorLoss = NaN } = await trainer.train();
    trainingSeconds += (performance.now() - began) / 1000;
    if (step % 100 === 0) {
      const losses = `D ${discriminatorLoss.toFixed(3)}, G ${generatorLoss.toFixed(3)}`;
      console.log(`step ${step}: ${losses}, ${Math.round(trainingSeconds)} s`);
    }
    await onStep(run, Math.round(trainingSeconds));
  }
  trainer.dispose();
}
