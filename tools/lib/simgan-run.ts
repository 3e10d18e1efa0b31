/** Small SimGANs in training, and the figures of what they have learned. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { splitShippedDigits } from '@lib/data/digit-split';
import { firstImages, type LabelledDataset } from '@lib/data/split';
import { drawSyntheticDigits, handPen, thinPen } from '@lib/data/synthetic-digits';
import { accuracyOf, classifyDigits } from '@lib/metrics/classify';
import { refine, type Refinement, RefinementMeasure } from '@lib/metrics/refinement';
import type { Family } from '@lib/models/family';
import { family } from '@lib/models/simgan';
import { type SimganSettings, usualLambda } from '@lib/models/simgan-settings';
import { RefinedArchive } from '@lib/models/simgan-archive';
import type { Network } from '@lib/nn/network';
import { Random } from '@lib/random';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { ClassifierTrainer } from '@lib/training/classifier-trainer';
import { loadFamilyData } from './family-data';
import { loadShippedDigits } from './node-backend';
import { filesIn, shippedFolder } from './shipped-model';
import { root } from './steps.mjs';

/** As the cell has them. */
export const usualSettings: SimganSettings = {
  lambda: usualLambda,
  hasHistory: true,
  field: 9,
  learningRate: 3e-4,
  batchSize: 16,
  seed: 1,
  start: 'scratch',
};

/** Digits that a classifier learns from, and how it does: without distortions, which would close the gap by themselves. */
export const classifierImages = 8000;
export const classifierSettings = {
  epochs: 4,
  batchSize: 64,
  learningRate: 3e-3,
  distortions: { shift: 0, rotation: 0, scale: 0, shear: 0 },
} as const;

/** Synthetic digits that figures are taken of; others than any classifier learns from. */
export const measuredImages = 2000;
const measuredSeed = 2000;
const watchedImages = 500;
const archivedImages = 16;
const archiveEvery = 100;

const pens = { raw: thinPen, hand: handPen } as const;
export type Kind = keyof typeof pens | 'real';

export interface SimganFigures extends Refinement {
  /** Of a classifier that learned from such digits, on the real ones left out. */
  readonly realAccuracy: number;
}

/** What a run is like on its way, on fewer digits. */
export interface CoursePoint extends Refinement {
  readonly round: number;
  /** See `RefinedArchive`. */
  readonly onArchive: number;
}

/** Where figures lie once they have been taken, a file for every run. */
export const figuresFolder = '.cache/simgan';

/** What such a file holds: of a run, or of digits that nobody refined. */
export interface KeptFigures {
  readonly figures: SimganFigures;
  readonly course?: readonly CoursePoint[];
  readonly trainingSeconds?: number;
  readonly cpu?: string;
}

/** The file of digits that nobody refined, without its ending. */
export const plainName = (kind: Kind, seed: number) => `${kind}-seed${seed}`;

/** The file of a run. */
export function runName(
  { lambda, field, hasHistory, seed, learningRate }: SimganSettings,
  rounds: number,
): string {
  const history = hasHistory ? '' : '-no-history';
  return `lambda-${lambda}-field${field}${history}-seed${seed}-rounds${rounds}-rate${learningRate}`;
}

/** What has been taken already; `null` if it has not. */
export async function keptFigures(name: string): Promise<KeptFigures | null> {
  const file = join(root, figuresFolder, `${name}.json`);
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as KeptFigures);
}

/** The shipped digits and classifier, and what is done with them. */
export async function openSimgan() {
  const digits = await loadShippedDigits();
  const { training, heldOut } = splitShippedDigits(digits);
  const classifier = await loadShippedNetwork(filesIn(`${shippedFolder}/digit-classifier`));
  const measure = await RefinementMeasure.prepare(classifier, heldOut);
  const synthetic = (pen = thinPen) =>
    drawSyntheticDigits(measuredImages, new Random(measuredSeed), pen);
  const measured = synthetic();
  const toLearn = (seed: number, pen = thinPen) =>
    drawSyntheticDigits(classifierImages, new Random(seed).fork('classifier digits'), pen);

  const accuracyAfter = async (dataset: LabelledDataset, seed: number) => {
    const settings = { ...classifierSettings, seed };
    const trainer = new ClassifierTrainer({ settings, dataset });
    while (trainer.step < trainer.totalSteps) await trainer.trainStep();
    const read = await classifyDigits({ classifier: trainer.network, images: heldOut.images });
    trainer.dispose();
    return accuracyOf(read, heldOut.labels);
  };

  return {
    heldOut,
    synthetic,
    /** Of digits that nobody refined. */
    async plainFigures(kind: Kind, seed: number): Promise<SimganFigures> {
      if (kind === 'real') {
        const realAccuracy = await accuracyAfter(firstImages(training, classifierImages), seed);
        const some = firstImages(training, measuredImages);
        return { ...(await measure.take(some.images, some)), realAccuracy };
      }
      const realAccuracy = await accuracyAfter(toLearn(seed, pens[kind]), seed);
      const taken = await measure.take(synthetic(pens[kind]).images, measured);
      return { ...taken, realAccuracy };
    },
    refinement: async (refiner: Network) =>
      measure.take(await refine(refiner, measured.images), measured),
    async usefulness(refiner: Network, seed: number) {
      const dataset = toLearn(seed);
      const images = await refine(refiner, dataset.images);
      return accuracyAfter({ ...dataset, images }, seed);
    },
    /** Train from scratch, with D's accuracy on the archive every so many rounds. */
    async train(settings: SimganSettings, rounds: number) {
      const trainer = new AdversarialTrainer<SimganSettings>({
        family,
        settings,
        data: await loadFamilyData(family as Family<unknown>, [settings]),
      });
      const archive = new RefinedArchive({
        synthetic: firstImages(measured, archivedImages).images,
        real: firstImages(heldOut, archivedImages).images,
        every: archiveEvery,
        kept: Infinity,
      });
      const few = firstImages(measured, watchedImages);
      const course: CoursePoint[] = [];
      const began = performance.now();
      while (trainer.step < rounds) {
        const metrics = await trainer.train();
        if (trainer.step % archiveEvery !== 0) continue;
        // D is asked about what it has not just learned from.
        const onArchive = (await archive.accuracy(trainer)) ?? 0.5;
        await archive.add(trainer);
        const refined = await refine(trainer.networks['refiner'] as Network, few.images);
        course.push({ round: trainer.step, onArchive, ...(await measure.take(refined, few)) });
        const seconds = Math.round((performance.now() - began) / 1000);
        console.log(`${seconds} s`, JSON.stringify(metrics), course.at(-1));
      }
      return { trainer, course, seconds: Math.round((performance.now() - began) / 1000) };
    },
  };
}
