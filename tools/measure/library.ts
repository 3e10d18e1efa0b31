/** All that measurements ask of src/lib: small GANs, DCGANs on the shipped digits, and their measures. */
import * as tf from '@tensorflow/tfjs';
import { installCpuKernels } from '@lib/backends/cpu/install';
import type { MnistDataset } from '@lib/data/mnist';
import { modeCoverage } from '@lib/metrics/mode-coverage';
import { DigitMeasure, diversityOf } from '@lib/runtime/digit-measure';
import type {
  DcganSettings,
  DcganVariant,
  DuelStepMetrics,
  LiveDcganSettings,
} from '@lib/runtime/protocol';
import type { ContestSettings } from '@lib/runtime/contest/protocol';
import { JudgingSession } from '@lib/runtime/judging/session';
import { LatentSession } from '@lib/runtime/latent/session';
import { compare, createComparison } from '@lib/runtime/toy/lane-view';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { DcganTrainer } from '@lib/training/dcgan-trainer';
import type { Contender } from '@lib/training/contender';
import { DigitContender } from '@lib/training/digit-contender';
import { RectifierContender, type RectifierName } from '@lib/training/rectifier-contender';
import type { ToySettings } from '@lib/training/toy-settings';
import { type ToyMetrics, ToyTrainer } from '@lib/training/toy-trainer';
import { activateWasm, loadShippedDigits } from '../lib/node-backend';
import { filesIn, shippedFolder } from '../lib/shipped-model';

/** Points that densities are compared by and modes are counted on, as the cells do. */
const countedPoints = 4000;

/** A GAN of one or two dimensions in training. */
export interface SmallGan {
  readonly step: number;
  /** As the cells show them. */
  readonly numbers: ToyMetrics;
  train(rounds: number): void;
  trainDiscriminator(updates: number): void;
  change(settings: ToySettings): void;
  /** JS divergence from the data, in nats. */
  divergence(): number;
  /** Modes of the data that are found; see `metrics/mode-coverage`. */
  foundModes(): number;
  /** Generated points for noise that stays the same, `[count, dimension]`. */
  points(count: number): Float32Array;
  dispose(): void;
}

export async function activateCpu(): Promise<void> {
  await tf.setBackend('cpu');
  installCpuKernels();
}

export function openSmallGan(settings: ToySettings): SmallGan {
  const trainer = new ToyTrainer({ settings });
  const comparison = createComparison(trainer);
  return {
    get step() {
      return trainer.step;
    },
    get numbers() {
      return trainer.metrics;
    },
    train(rounds) {
      trainer.train(rounds);
    },
    trainDiscriminator(updates) {
      for (let i = 0; i < updates; i++) trainer.stepDiscriminator();
    },
    change(settings) {
      trainer.update(settings);
    },
    divergence: () => compare(trainer, comparison).js,
    foundModes() {
      const { probe, distribution } = trainer;
      return modeCoverage(probe.sample(countedPoints), distribution.modes).covered;
    },
    points: (count) => trainer.probe.sample(count),
    dispose() {
      trainer.dispose();
    },
  };
}

/** What is trained: settings and departures from the site's DCGAN, as its cells have them. */
export interface DcganPlan {
  readonly settings: Omit<DcganSettings, 'epochs'>;
  readonly variant?: DcganVariant;
}

/** A GAN of images in training. */
export interface DigitGan {
  readonly step: number;
  /** Train so many steps; the last one's numbers, and the mean of D's loss over the last fifty. */
  train(steps: number): Promise<DuelStepMetrics & { readonly recentLoss: number }>;
  trainDiscriminator(updates: number): Promise<void>;
  change(settings: Partial<LiveDcganSettings>): void;
  /** Images for noise that stays the same, `[count, 28, 28]` bytes. */
  images(): Promise<Uint8Array>;
  readonly networks: { readonly generator: tf.Sequential; readonly discriminator: tf.Sequential };
  readonly trainer: DcganTrainer;
  dispose(): void;
}

/** Images that a run draws, as many as the cells. */
const drawnImages = 64;
const recentSteps = 50;

export async function openDigits() {
  await activateWasm();
  const dataset = await loadShippedDigits();
  const loadClassifier = () => loadShippedNetwork(filesIn(`${shippedFolder}/digit-classifier`));
  const measure = await DigitMeasure.prepare({ dataset, loadClassifier });
  const { floor } = measure.reference;
  return {
    dataset,
    floor,
    open: (plan: DcganPlan) => openDigitGan(plan, dataset),
    /** What a generator's images are like; measured on 500 of them. */
    async look({ networks }: Pick<DigitGan, 'networks'>) {
      const { quality, images } = await measure.take(networks.generator);
      return {
        frechetDistance: quality.frechetDistance,
        digits: quality.counts.filter((count) => count >= leastShare * (quality.count / 10)).length,
        entropy: quality.entropy,
        confidence: quality.meanConfidence,
        /** How much images differ from each other, as a share of how much real ones do. */
        diversity: diversityOf(images) / measure.diversity,
      };
    },
  };
}

/** A digit counts as drawn from a fifth of its fair share on, as a mode does in the plane. */
const leastShare = 0.2;

function openDigitGan({ settings, variant = {} }: DcganPlan, dataset: MnistDataset): DigitGan {
  const trainer = new DcganTrainer({
    settings: { ...settings, epochs: 1000 },
    variant,
    dataset,
    sampleCount: drawnImages,
  });
  return {
    get step() {
      return trainer.step;
    },
    get networks() {
      return trainer.networks;
    },
    trainer,
    async train(steps) {
      const losses: number[] = [];
      let numbers = await trainer.measuredStep();
      losses.push(numbers.discriminatorLoss);
      for (let i = 1; i < steps; i++) {
        // The size of G's gradient costs time, and only the last one's is asked for.
        const isLast = i === steps - 1;
        const step = isLast ? (numbers = await trainer.measuredStep()) : await trainer.trainStep();
        losses.push(step.discriminatorLoss);
        if (trainer.step % 100 === 0) console.log(`  step ${trainer.step}`);
      }
      const recent = losses.slice(-recentSteps);
      const recentLoss = recent.reduce((sum, loss) => sum + loss, 0) / recent.length;
      return { ...numbers, recentLoss };
    },
    async trainDiscriminator(updates) {
      for (let i = 0; i < updates; i++) await trainer.discriminatorStep();
    },
    change(changes) {
      trainer.update({ ...trainer.settings, ...changes });
    },
    images: () => trainer.sample(),
    dispose() {
      trainer.dispose();
    },
  };
}

/** The shipped generator and classifier, as the cell of the space of z uses them. */
export function openLatentSpace(): LatentSession {
  return new LatentSession({
    activateBackend: activateWasm,
    loadShipped: (name) => loadShippedNetwork(filesIn(`${shippedFolder}/${name}`)),
    loadKept: () => Promise.reject(new Error('no browser keeps a generator here')),
  });
}

/** The shipped discriminators, as the cell that one fools them in uses them. */
export function openJudges(): JudgingSession {
  return new JudgingSession({
    activateBackend: activateWasm,
    loadNetwork: (name) => loadShippedNetwork(filesIn(`${shippedFolder}/${name}`)),
    loadFile: (name, file) => filesIn(`${shippedFolder}/${name}`)(file),
    loadDigits: loadShippedDigits,
  });
}

/** A discriminator with a rectifier, in training. */
export async function openContender(
  rectifier: RectifierName,
  settings: ContestSettings,
): Promise<Contender> {
  if (settings.kind === 'plane') return new RectifierContender(rectifier, settings);
  return new DigitContender({ rectifier, dataset: await loadShippedDigits(), seed: settings.seed });
}
