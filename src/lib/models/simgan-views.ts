/** What may be seen of a SimGAN: its digits, and figures now and then. */
import * as tf from '@tensorflow/tfjs';
import { digitSize } from '../data/digit-classes';
import { splitImages } from '../data/low-resolution';
import type { MnistDataset } from '../data/mnist';
import { firstImages, type LabelledDataset } from '../data/split';
import { drawSyntheticDigits } from '../data/synthetic-digits';
import { classifyDigits } from '../metrics/classify';
import { refine, type Refinement, RefinementMeasure, tensorOf } from '../metrics/refinement';
import type { Network } from '../nn/network';
import type { StraightNetwork } from '../nn/straight-network';
import { Random } from '../random';
import type { Lane, RunContext, ShownContext, Watch } from './family';
import { RefinedArchive } from './simgan-archive';
import { fieldOf } from './simgan-networks';
import {
  preTraining,
  shippedField,
  shown,
  type SimganInfo,
  type SimganPicture,
  type SimganReading,
  type SimganSettings,
} from './simgan-settings';

/** Synthetic digits that figures are taken of. */
const watched = { count: 300, seed: 300 } as const;
/** Of these, digits whose refined versions go into the archive. */
const archivedCount = 16;
/** Real digits that refined ones are compared with, at the most. */
const referenceCount = 1000;

const shownDigits = () => drawSyntheticDigits(shown.count, new Random(shown.seed));

/** The digits that are refined, and real ones that nothing has learned from. */
export function infoOf([context]: readonly RunContext<SimganSettings>[]): SimganInfo {
  const { heldOut } = splitImages(context?.data.digits ?? null);
  const { images, labels } = shownDigits();
  return {
    synthetic: images,
    labels,
    real: heldOut.images.slice(0, shown.count * digitSize ** 2),
    field: fieldOf(context?.settings.field ?? shippedField),
  };
}

/** The digits that are shown, refined; what is read; what D says of every square. */
export async function showDigits(
  context: Pick<ShownContext<SimganSettings>, 'networks'>,
): Promise<SimganPicture> {
  const { refiner, discriminator, classifier } = context.networks as Record<string, Network>;
  if (!refiner || !discriminator || !classifier) throw new Error('a network is missing');
  const { images } = shownDigits();
  const made = await refine(refiner, images);
  const { classes } = await classifyDigits({
    classifier: classifier as StraightNetwork,
    images: made,
  });
  const scores = tf.tidy(() =>
    tf.sigmoid(discriminator.forward(tensorOf(made), { mode: 'inference' })),
  );
  const verdicts = Uint8Array.from(await scores.data<'float32'>(), (score) => 255 * score);
  scores.dispose();
  return { refined: made, read: classes, verdicts };
}

/** How real, how true, how far, and what D remembers. */
export function refinementWatch(digits: MnistDataset | null): Watch<SimganReading> {
  const { heldOut } = splitImages(digits);
  const synthetic = drawSyntheticDigits(watched.count, new Random(watched.seed));
  const some = (images: Uint8Array) => images.subarray(0, archivedCount * digitSize ** 2);
  const archive = new RefinedArchive({
    synthetic: some(synthetic.images),
    real: some(heldOut.images),
    every: 100,
    kept: 20,
  });
  let ready: { measure: RefinementMeasure; raw: Refinement } | null = null;
  return {
    pacing: { interval: 2000, share: 0.15 },
    isShownAtRest: true,
    async look([lane]) {
      // A refiner that cannot copy yet has nothing to tell.
      if (!lane || isCopying(lane)) return null;
      const { refiner, classifier } = lane.networks;
      ready ??= await prepareMeasure(classifier as StraightNetwork, heldOut, synthetic);
      const onArchive = await archive.accuracy(lane);
      await archive.add(lane);
      const refined = await refine(refiner as Network, synthetic.images);
      return { ...(await ready.measure.take(refined, synthetic)), raw: ready.raw, onArchive };
    },
  };
}

function isCopying({ step, settings }: Lane): boolean {
  return (settings as SimganSettings).start === 'scratch' && step < preTraining.refiner;
}

async function prepareMeasure(
  classifier: StraightNetwork,
  real: MnistDataset,
  synthetic: LabelledDataset,
) {
  const measure = await RefinementMeasure.prepare(classifier, firstImages(real, referenceCount));
  return { measure, raw: await measure.take(synthetic.images, synthetic) };
}
