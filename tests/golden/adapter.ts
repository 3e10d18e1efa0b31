/**
 * Runs what a cell trains, without its worker and its page: the one file that knows how the core is
 * called. When the core is rebuilt, this file changes and the recordings do not.
 */
import * as tf from '@tensorflow/tfjs';
import { installCpuKernels } from '@lib/backends/cpu/install';
import type { MnistDataset } from '@lib/data/mnist';
import type { FamilyData, RunContext } from '@lib/models/family';
import { compareToy, type ToyPicture, type ToyView } from '@lib/models/toy-gan';
import { realToy } from '@lib/models/toy-probe';
import type { ToyLane } from '@lib/models/toy-settings';
import type { UnitsReading } from '@lib/models/dcgan-mnist';
import { type FamilyModule, findFamily } from '@lib/session/families';
import { createWatches } from '@lib/session/parts';
import type { ActivationsReading } from '@lib/session/parts/activations-watch';
import type { NearestSamples } from '@lib/session/parts/samples';
import type { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import type { Metrics, Trainer } from '@lib/training/trainer';
import type { ImageTiles } from '@lib/data/image-grid';
import type { SharedValues } from '@components/cells/kit/share-link';
import { activateWasm, loadShippedDigits } from '../../tools/lib/node-backend';
import type { TrainingPlan as Plan } from '../../tools/lib/cell-plan';
import { plans } from './plans';

/** A number, or several under names or in order. */
export type Numbers = number | ArrayLike<number> | { readonly [name: string]: Numbers };

/** What a run has shown of itself. */
export interface Run {
  /** What was reported of the updates before the first round; empty where there are none. */
  readonly headStart: readonly Numbers[];
  /** What was reported of every round. */
  readonly rounds: readonly Numbers[];
  /** What is measured beside the last picture. */
  readonly last: Numbers;
  /** What is drawn after the last round, part by part: bytes of grey, or numbers. */
  readonly picture: Readonly<Record<string, ArrayLike<number>>>;
}

export interface RunRequest {
  readonly cell: keyof typeof cells;
  /** As a link to the cell holds them; what is left out has the cell's default. */
  readonly settings: SharedValues;
  readonly rounds: number;
}

/** Train what a cell trains from fresh weights for so many rounds. */
export function run({ cell, settings, rounds }: RunRequest): Promise<Run> {
  return cells[cell](plans[cell](settings), rounds);
}

type Runner = (plan: Plan, rounds: number) => Promise<Run>;

const cells = {
  'line-gan': toys({ points: 0, mapCells: 100, arrows: 0, latticeSteps: 24 }, { isCompared: true }),
  'plane-gan': toys(
    { points: 400, mapCells: 40, arrows: 60, latticeSteps: 20 },
    { isCompared: true },
  ),
  'loss-duel': toys(
    { points: 300, mapCells: 32, arrows: 0, latticeSteps: 0 },
    { isCompared: false },
  ),
  'leaky-relu': runRectifiers,
  dcgan: (plan, rounds) => runDcgan(plan, rounds, { neighbours: 0 }),
  'mlp-gan': (plan, rounds) => runDcgan(plan, rounds, { neighbours: 12 }),
  'dcgan-duel': (plan, rounds) => runComparison(plan, rounds, { showsActivations: false }),
  'dcgan-ablations': (plan, rounds) => runComparison(plan, rounds, { showsActivations: false }),
  'batch-normalization': (plan, rounds) => runComparison(plan, rounds, { showsActivations: true }),
  /** No cell: the step that is compared with PyTorch's, and G's gradient with it. */
  'dcgan-without-dropout': (plan, rounds) => runDcgan(plan, rounds, { neighbours: 0 }),
} as const satisfies Record<string, Runner>;

function toys(view: ToyView, { isCompared }: { isCompared: boolean }): Runner {
  return async (plan, rounds) => {
    const { trainers, dispose } = await open(plan);
    for (const trainer of trainers) {
      for (let i = 0; i < plan.headStart; i++) await trainer.takeTurn('discriminator');
    }
    const reported = await trainAll(trainers, rounds);
    const contexts = trainers.map((trainer) => (trainer as AdversarialTrainer<ToyLane>).context);
    const pictures = trainers.map((trainer) => trainer.picture(view) as ToyPicture);
    const last = byLane(pictures, ({ boundary }, i) => {
      if (!isCompared) return { boundary };
      const { kl, js, floor, coverage } = compareToy(contexts[i] as RunContext<ToyLane>);
      const { counts, highQuality } = coverage ?? { counts: [], highQuality: NaN };
      return { boundary, kl, js, floor: { ...floor }, counts, highQuality };
    });
    const real = realToy(contexts[0] as RunContext<ToyLane>, 200);
    dispose();
    const parts = pictures.flatMap(({ points, outputs, arrows, lattice, density }, i) => [
      [`${i}/points`, points] as const,
      [`${i}/outputs`, outputs] as const,
      [`${i}/arrows`, [...arrows.points, ...arrows.arrows]] as const,
      [`${i}/lattice`, lattice] as const,
      [`${i}/density`, density ?? []] as const,
    ]);
    return {
      headStart: [],
      rounds: reported,
      last,
      picture: Object.fromEntries([['real', real], ...parts]),
    };
  };
}

async function runRectifiers(plan: Plan, rounds: number): Promise<Run> {
  const names = ['relu', 'leaky-relu', 'prelu'] as const;
  const { trainers, watch, dispose } = await open(plan);
  // A look at digits costs more than a step, and leaves no trace in the training.
  const looksEvery = plan.family === 'rectifiers' ? 1 : 5;
  const seen: Record<string, Numbers>[] = [];
  for (const [i, name] of names.entries()) {
    const trainer = trainers[i] as Trainer;
    for (let round = 1; round <= rounds; round++) {
      const { discriminatorLoss: loss = NaN } = await trainer.train();
      if (round % looksEvery !== 0) continue;
      const [found] = await watch<readonly UnitsReading[]>('units', null, [trainer]);
      if (!found) throw new Error('nothing was seen of the units');
      const { silent, firstLayerGradient, imageGradient, slopes } = found;
      (seen[round / looksEvery - 1] ??= {})[name] = {
        loss,
        silent: silent.map((layer) => layer.silent),
        dead: silent.map((layer) => layer.dead),
        firstLayerGradient,
        ...(imageGradient === null ? {} : { imageGradient }),
        slopes,
      };
    }
  }
  dispose();
  return { headStart: [], rounds: seen, last: {}, picture: {} };
}

/** @param neighbours samples that are shown beside the nearest training image */
async function runDcgan(
  plan: Plan,
  rounds: number,
  { neighbours }: { neighbours: number },
): Promise<Run> {
  const { trainers, watch, dispose } = await open(plan);
  const [trainer] = trainers as [Trainer];
  const reported: Numbers[] = [];
  for (let i = 0; i < rounds; i++) reported.push({ ...(await trainer.train()) });
  const samples = (await trainer.picture({ kind: 'bytes', count: 64 })) as Uint8Array;
  const found =
    neighbours > 0 ? await watch<NearestSamples>('nearest', { count: neighbours }) : null;
  dispose();
  return {
    headStart: [],
    rounds: reported,
    last: found ? { distances: found.distances, realDistance: found.realDistance } : {},
    picture: found ? { samples, nearest: found.nearest } : { samples },
  };
}

async function runComparison(
  plan: Plan,
  rounds: number,
  { showsActivations }: { showsActivations: boolean },
): Promise<Run> {
  const { trainers, watch, dispose } = await open(plan);
  const [first, ...others] = trainers as [Trainer, ...Trainer[]];
  const headStart: Numbers[] = [];
  // As long as only D learns the lanes are the same: the others take over where the first stands.
  for (let i = 0; i < plan.headStart; i++) {
    const {
      discriminatorLoss = NaN,
      realScore = NaN,
      fakeScore = NaN,
    } = await first.takeTurn('discriminator');
    headStart.push({ discriminatorLoss, realScore, fakeScore });
  }
  if (plan.headStart > 0) {
    const state = await first.state();
    for (const lane of others) lane.restore({ ...state, settings: lane.settings });
  }
  const reported = await trainAll(trainers, rounds);
  const parts: [string, ArrayLike<number>][] = [];
  const seen = showsActivations ? await watch<ActivationsReading>('activations', {}) : [];
  for (const [i, trainer] of trainers.entries()) {
    const { pixels } = (await trainer.picture({ kind: 'grid', side: 4 })) as ImageTiles;
    parts.push([`${i}/samples`, pixels]);
    for (const network of ['generator', 'discriminator'] as const) {
      const layers = seen[i]?.[network];
      if (!layers) continue;
      const shares = layers.flatMap((layer) => [layer.below, ...layer.shares, layer.above]);
      parts.push([`${i}/activations of ${network}`, shares]);
    }
  }
  dispose();
  return { headStart, rounds: reported, last: {}, picture: Object.fromEntries(parts) };
}

interface Opened {
  readonly trainers: readonly Trainer[];
  /** What a watch sees of the run as it is. */
  watch<Value>(name: string, options: unknown, lanes?: readonly Trainer[]): Promise<Value>;
  dispose(): void;
}

/** Trainers for the lanes of a plan, on the backend and with the data of its family. */
async function open({ family: name, lanes }: Plan): Promise<Opened> {
  const module = await findFamily(name);
  const data = await prepare(module);
  const trainers = lanes.map((settings) => module.createTrainer(settings, data));
  return {
    trainers,
    async watch<Value>(name: string, options: unknown, lanes = trainers): Promise<Value> {
      const loadClassifier = () => Promise.reject(new Error('nothing is classified here'));
      const watches = createWatches({ [name]: options }, module.family, data, { loadClassifier });
      return (await watches[name]?.look(lanes)) as Value;
    },
    dispose() {
      for (const trainer of trainers) trainer.dispose();
    },
  };
}

async function trainAll(trainers: readonly Trainer[], rounds: number): Promise<Numbers[]> {
  const reported: Numbers[] = [];
  for (let i = 0; i < rounds; i++) {
    const metrics: Metrics[] = [];
    for (const trainer of trainers) metrics.push(await trainer.train());
    reported.push(byLane(metrics, (each) => ({ ...each })));
  }
  return reported;
}

function byLane<Item>(
  items: readonly Item[],
  numbersOf: (item: Item, i: number) => Numbers,
): Numbers {
  return Object.fromEntries(items.map((item, i) => [`${i}`, numbersOf(item, i)]));
}

let digits: Promise<MnistDataset> | undefined;

/** The family's backend, and what it learns from: the images that the site ships. */
async function prepare({ family }: FamilyModule): Promise<FamilyData> {
  if (family.computing === 'small') {
    await tf.setBackend('cpu');
    installCpuKernels();
  } else {
    // Without relaxed SIMD, whose products may be rounded once or twice: that is the machine's choice.
    await activateWasm({ instructions: 'simd' });
  }
  if (family.data === 'none') return { digits: null };
  digits ??= loadShippedDigits();
  return { digits: await digits };
}
