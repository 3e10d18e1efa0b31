/** All that measurements ask of src/lib: small GANs, DCGANs on the shipped digits, and their measures. */
import * as tf from '@tensorflow/tfjs';
import { installCpuKernels } from '@lib/backends/cpu/install';
import type { MnistDataset } from '@lib/data/mnist';
import { LatentSpace } from '@lib/lookups/latent-space';
import { Scoring } from '@lib/lookups/scoring';
import { modeCoverage } from '@lib/metrics/mode-coverage';
import { family as dcganFamily, type UnitsReading } from '@lib/models/dcgan-mnist';
import type { DcganLane, DcganSettings } from '@lib/models/dcgan-settings';
import { averaged, type Watch } from '@lib/models/family';
import { compareToy, family as toyFamily } from '@lib/models/toy-gan';
import { distributionOf } from '@lib/models/toy-data';
import { sampleToy } from '@lib/models/toy-probe';
import type { ToyLane } from '@lib/models/toy-settings';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { findFamily } from '@lib/session/families';
import { DigitMeasure, diversityOf } from '@lib/session/parts/digit-measure';
import { nearestWatch } from '@lib/session/parts/samples';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import type { Metrics, Trainer } from '@lib/training/trainer';
import type { TrainingPlan } from '../lib/cell-plan';
import { loadFamilyData } from '../lib/family-data';
import { activateWasm, loadShippedDigits } from '../lib/node-backend';
import { filesIn, shippedFolder } from '../lib/shipped-model';

/** Points that modes are counted on, as the cells do. */
const countedPoints = 4000;

/** A GAN of one or two dimensions in training. */
export interface SmallGan {
  readonly step: number;
  /** As the cells show them. */
  readonly numbers: Metrics;
  train(rounds: number): void;
  trainDiscriminator(updates: number): void;
  change(lane: ToyLane): void;
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

/** @param lane of a cell's plan, or made of its settings */
export function openSmallGan(lane: unknown): SmallGan {
  const trainer = new AdversarialTrainer<ToyLane>({
    family: toyFamily,
    settings: lane as ToyLane,
    data: { digits: null },
  });
  return {
    get step() {
      return trainer.step;
    },
    get numbers() {
      return trainer.metrics;
    },
    train(rounds) {
      for (let i = 0; i < rounds; i++) trainer.train();
    },
    trainDiscriminator(updates) {
      for (let i = 0; i < updates; i++) trainer.takeTurn('discriminator');
    },
    change(next) {
      trainer.update(next);
    },
    divergence: () => compareToy(trainer.context).js,
    foundModes() {
      const { modes } = distributionOf(trainer.settings);
      return modeCoverage(sampleToy(trainer.context, countedPoints), modes).covered;
    },
    points: (count) => sampleToy(trainer.context, count),
    dispose() {
      trainer.dispose();
    },
  };
}

/** A GAN of images in training. */
export interface DigitGan {
  readonly step: number;
  /** Train so many steps; the last one's numbers, and the mean of D's loss over the last fifty. */
  train(steps: number): Promise<Metrics & { readonly recentLoss: number }>;
  trainDiscriminator(updates: number): Promise<void>;
  change(settings: Partial<DcganSettings>): void;
  /** Images for noise that stays the same, `[count, 28, 28]` bytes. */
  images(): Promise<Uint8Array>;
  /** Distances in grey levels from so many of its images to the nearest training images. */
  nearest(count: number): Promise<readonly number[]>;
  /** The one that is drawn: G, or the average of its weights. */
  readonly generator: StraightNetwork;
  dispose(): void;
}

/** Images that a run draws, as many as the cells. */
const drawnImages = 64;
const recentSteps = 50;
/** A digit counts as drawn from a fifth of its fair share on, as a mode does in the plane. */
const leastShare = 0.2;

export async function openDigits() {
  await activateWasm();
  const dataset = await loadShippedDigits();
  const loadClassifier = () => loadShippedNetwork(filesIn(`${shippedFolder}/digit-classifier`));
  const measure = await DigitMeasure.prepare({ dataset, loadClassifier });
  const { floor } = measure.reference;
  return {
    dataset,
    floor,
    /** @param lane of a cell's plan, or made of its settings */
    open: (lane: unknown) => openDigitGan(lane as Omit<DcganLane, 'epochs'>, dataset),
    /** What a generator's images are like; measured on 500 of them. */
    async look({ generator }: Pick<DigitGan, 'generator'>) {
      const { quality, images } = await measure.take(generator);
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

function openDigitGan(lane: Omit<DcganLane, 'epochs'>, digits: MnistDataset): DigitGan {
  const trainer = new AdversarialTrainer<DcganLane>({
    family: dcganFamily,
    settings: { ...lane, epochs: 1000 },
    data: { digits },
  });
  const step = (measuresGenerator: boolean) => {
    trainer.update({ ...trainer.settings, measuresGenerator });
    return trainer.train();
  };
  return {
    get step() {
      return trainer.step;
    },
    get generator() {
      return averaged(trainer.networks, 'generator') as StraightNetwork;
    },
    async train(steps) {
      const losses: number[] = [];
      for (let i = 1; i <= steps; i++) {
        // The size of G's gradient costs time, and only the last one's is asked for.
        const { discriminatorLoss = NaN } = await step(i === steps);
        losses.push(discriminatorLoss);
        if (trainer.step % 100 === 0) console.log(`  step ${trainer.step}`);
      }
      const recent = losses.slice(-recentSteps);
      const recentLoss = recent.reduce((sum, loss) => sum + loss, 0) / recent.length;
      return { ...trainer.metrics, recentLoss };
    },
    async trainDiscriminator(updates) {
      for (let i = 0; i < updates; i++) await trainer.takeTurn('discriminator');
    },
    change(changes) {
      trainer.update({ ...trainer.settings, ...changes });
    },
    images: () => trainer.picture({ kind: 'bytes', count: drawnImages }) as Promise<Uint8Array>,
    async nearest(count) {
      const found = await nearestWatch({ digits }, { count }).look([trainer]);
      return found?.distances ?? [];
    },
    dispose() {
      trainer.dispose();
    },
  };
}

/** The shipped generator and classifier, as the cell of the latent space uses them. */
export function openLatentSpace(): LatentSpace {
  return new LatentSpace({
    activateBackend: activateWasm,
    loadShipped: (name) => loadShippedNetwork(filesIn(`${shippedFolder}/${name}`)),
    loadKept: () => Promise.reject(new Error('no browser keeps a generator here')),
  });
}

/** The shipped discriminators, as the cell that one fools them in uses them. */
export function openScoring(): Scoring {
  return new Scoring({
    activateBackend: activateWasm,
    loadNetwork: (name) => loadShippedNetwork(filesIn(`${shippedFolder}/${name}`)),
    loadFile: (name, file) => filesIn(`${shippedFolder}/${name}`)(file),
    loadDigits: loadShippedDigits,
  });
}

/** What is seen of a discriminator's units, and its loss; NaN before it has learned. */
export interface SeenUnits extends UnitsReading {
  readonly loss: number;
}

/** A discriminator with a rectifier, in training. */
export interface RectifierRun {
  train(): Promise<void>;
  look(): Promise<SeenUnits>;
  dispose(): void;
}

/** The discriminators of a plan, lane by lane; on the backend in use. */
export async function openRectifiers({ family, lanes }: TrainingPlan): Promise<RectifierRun[]> {
  const module = await findFamily(family);
  const data = await loadFamilyData(module.family, lanes);
  const units = module.family.watches?.['units']?.(data, null);
  if (!units) throw new Error(`models/${family}.ts has no watch of units`);
  return lanes.map((settings) => rectifierRun(module.createTrainer(settings, data), units));
}

function rectifierRun(trainer: Trainer, units: Watch): RectifierRun {
  return {
    async train() {
      await trainer.train();
    },
    async look() {
      const [seen] = (await units.look([trainer])) as readonly UnitsReading[];
      if (!seen) throw new Error('nothing was seen of the units');
      return { ...seen, loss: trainer.metrics['discriminatorLoss'] ?? NaN };
    },
    dispose() {
      trainer.dispose();
    },
  };
}
