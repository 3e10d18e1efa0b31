/**
 * Runs what a cell trains, without its worker and its page: the one file that knows how the core is
 * called. When the core is rebuilt, this file changes and the recordings do not.
 */
import * as tf from '@tensorflow/tfjs';
import { type Controls, defaultSettings } from '@lib/controls';
import { installCpuKernels } from '@lib/backends/cpu/install';
import type { MnistDataset } from '@lib/data/mnist';
import type { DcganSettings, DcganVariant } from '@lib/runtime/protocol';
import { DcganLane } from '@lib/runtime/comparison/lane';
import { SampleInspector } from '@lib/runtime/sample-inspector';
import type { ToyView } from '@lib/runtime/toy/protocol';
import { compare, createComparison, picture } from '@lib/runtime/toy/lane-view';
import type { Contender } from '@lib/training/contender';
import { DcganTrainer } from '@lib/training/dcgan-trainer';
import { DigitContender } from '@lib/training/digit-contender';
import { RectifierContender, rectifierNames } from '@lib/training/rectifier-contender';
import type { ToySettings } from '@lib/training/toy-settings';
import { ToyTrainer } from '@lib/training/toy-trainer';
import { ablations } from '@components/cells/ablations/ablations';
import { normalization } from '@components/cells/batch-normalization/normalization';
import type { ComparisonPlan } from '@components/cells/comparison/comparison';
import { dcganControls } from '@components/cells/dcgan/controls';
import { parseDraft } from '@components/cells/dcgan/derived';
import { duel } from '@components/cells/dcgan-duel/duel';
import { contestOf, rectifierControls } from '@components/cells/leaky-relu/settings';
import { lineControls, toySettingsOf } from '@components/cells/line-gan/controls';
import { lineView } from '@components/cells/line-gan/snapshot';
import { duelControls, lanesOf } from '@components/cells/loss-duel/controls';
import { duelView } from '@components/cells/loss-duel/measures';
import { draftFor, mlpControls, variantOf } from '@components/cells/mlp-gan/settings';
import {
  planeControls,
  toySettingsOf as planeSettingsOf,
} from '@components/cells/plane-gan/controls';
import { viewOf } from '@components/cells/plane-gan/moment';
import { decodeDrawing } from '@components/cells/shared/drawing';
import { settingsFromShare, type SharedValues } from '@components/cells/shared/share-link';
import { activateWasm, loadShippedDigits } from '../../tools/lib/node-backend';

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
  return cells[cell](settings, rounds);
}

type Runner = (settings: SharedValues, rounds: number) => Promise<Run>;

const cells = {
  'line-gan': (values, rounds) =>
    runToys({ lanes: [toySettingsOf(checked(lineControls, values))], view: lineView, rounds }),
  'plane-gan': (values, rounds) =>
    runToys({
      lanes: [planeSettingsOf(checked(planeControls, values))],
      drawing: decodeDrawing(values['drawing'] ?? ''),
      view: viewOf({ map: true, arrows: true, lattice: true }),
      rounds,
    }),
  'loss-duel': (values, rounds) => {
    const settings = checked(duelControls, values);
    const { headStart } = settings;
    return runToys({ lanes: lanesOf(settings), headStart, view: duelView, rounds });
  },
  'leaky-relu': async (values, rounds) => {
    const settings = contestOf(checked(rectifierControls, values));
    if (settings.kind === 'plane') {
      await useSmallNetworksBackend();
      const create = (name: Rectifier) => new RectifierContender(name, settings);
      return runRectifiers({ create, rounds, looksEvery: 1 });
    }
    const dataset = await digits();
    const { seed } = settings;
    const create = (rectifier: Rectifier) => new DigitContender({ rectifier, dataset, seed });
    // A look costs more than a step, and leaves no trace in the training.
    return runRectifiers({ create, rounds, looksEvery: 5 });
  },
  dcgan: (values, rounds) => runDcgan({ settings: checked(dcganControls, values), rounds }),
  'mlp-gan': (values, rounds) => {
    const settings = checked(mlpControls, values);
    const parsed = parseDraft(draftFor(settings));
    if (!parsed.ok) throw new Error('the settings of the perceptrons cannot be used');
    return runDcgan({
      settings: parsed.settings,
      variant: variantOf(settings.dropout),
      rounds,
      neighbours: 12,
    });
  },
  'dcgan-duel': (values, rounds) => runComparison(duel, values, rounds),
  'dcgan-ablations': (values, rounds) => runComparison(ablations, values, rounds),
  'batch-normalization': (values, rounds) => runComparison(normalization, values, rounds),
  /** No cell: the step that is compared with PyTorch's, and G's gradient with it. */
  'dcgan-without-dropout': (values, rounds) =>
    runDcgan({
      settings: checked(dcganControls, values),
      variant: { discriminatorDropout: false },
      rounds,
      isMeasured: true,
    }),
} as const satisfies Record<string, Runner>;

/** @throws if a value cannot be used, or has no control */
function checked<Declared extends Controls>(controls: Declared, values: SharedValues) {
  const unknown = Object.keys(values).filter(
    (name) => name !== 'drawing' && !Object.hasOwn(defaultSettings(controls), name),
  );
  const { settings, message } = settingsFromShare(controls, values);
  if (message !== null || unknown.length > 0) {
    throw new Error(`a recording has unusable settings: ${message ?? unknown.join(', ')}`);
  }
  return settings;
}

interface ToyRunRequest {
  readonly lanes: readonly ToySettings[];
  readonly drawing?: ReturnType<typeof decodeDrawing>;
  readonly headStart?: number;
  readonly view: ToyView;
  readonly rounds: number;
}

async function runToys(request: ToyRunRequest): Promise<Run> {
  const { lanes, drawing, headStart = 0, view, rounds } = request;
  await useSmallNetworksBackend();
  const trainers = lanes.map((settings) => new ToyTrainer({ settings, drawing: drawing ?? [] }));
  for (const trainer of trainers) {
    for (let i = 0; i < headStart; i++) trainer.stepDiscriminator();
  }
  const reported = Array.from({ length: rounds }, () =>
    byLane(trainers, (trainer) => ({ ...trainer.train() })),
  );
  const pictures = trainers.map((trainer) => picture(trainer, view));
  const last = byLane(trainers, (trainer) => {
    const { boundary } = trainer;
    if (!view.comparison) return { boundary };
    const comparison = createComparison(trainer);
    const { kl, js, coverage } = compare(trainer, comparison);
    const { counts, highQuality } = coverage ?? { counts: [], highQuality: NaN };
    return { boundary, kl, js, floor: { ...comparison.floor }, counts, highQuality };
  });
  const real = trainers[0]?.probe.real(200) ?? [];
  for (const trainer of trainers) trainer.dispose();
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
}

type Rectifier = (typeof rectifierNames)[number];

interface RectifierRunRequest {
  readonly create: (rectifier: Rectifier) => Contender;
  readonly rounds: number;
  /** Rounds from one look to the next. */
  readonly looksEvery: number;
}

async function runRectifiers({ create, rounds, looksEvery }: RectifierRunRequest): Promise<Run> {
  const seen: Record<string, Numbers>[] = [];
  for (const rectifier of rectifierNames) {
    const contender = create(rectifier);
    for (let round = 1; round <= rounds; round++) {
      await contender.step();
      if (round % looksEvery !== 0) continue;
      const { loss, silent, firstLayerGradient, imageGradient, slopes } = await contender.look();
      const view = {
        loss,
        silent: silent.map((layer) => layer.silent),
        dead: silent.map((layer) => layer.dead),
        firstLayerGradient,
        ...(imageGradient === null ? {} : { imageGradient }),
        slopes,
      };
      (seen[round / looksEvery - 1] ??= {})[rectifier] = view;
    }
    contender.dispose();
  }
  return { headStart: [], rounds: seen, last: {}, picture: {} };
}

interface DcganRunRequest {
  readonly settings: DcganSettings;
  readonly variant?: DcganVariant;
  readonly rounds: number;
  /** Whether G's gradient is measured. */
  readonly isMeasured?: boolean;
  /** Samples that are shown beside the nearest training image. */
  readonly neighbours?: number;
}

async function runDcgan(request: DcganRunRequest): Promise<Run> {
  const { settings, variant = {}, rounds, isMeasured = false, neighbours = 0 } = request;
  const dataset = await digits();
  const trainer = new DcganTrainer({ settings, variant, dataset, sampleCount: 64 });
  const reported: Numbers[] = [];
  for (let i = 0; i < rounds; i++) {
    reported.push({ ...(await (isMeasured ? trainer.measuredStep() : trainer.trainStep())) });
  }
  const samples = await trainer.sample();
  const found =
    neighbours > 0 ? await new SampleInspector(dataset).nearestTo(trainer, neighbours) : null;
  trainer.dispose();
  return {
    headStart: [],
    rounds: reported,
    last: found ? { distances: found.distances, realDistance: found.realDistance } : {},
    picture: found ? { samples, nearest: found.nearest } : { samples },
  };
}

async function runComparison(
  comparison: ComparisonPlan,
  shared: SharedValues,
  rounds: number,
): Promise<Run> {
  const values = checked(comparison.controls, shared);
  const dataset = await digits();
  const lanes = comparison.lanesOf(values).map((plan) => new DcganLane(plan, dataset));
  const headStart: Numbers[] = [];
  const [first, ...others] = lanes;
  // As long as only D learns the lanes are the same: the others take over where the first stands.
  for (let i = 0; i < (comparison.headStartOf?.(values) ?? 0); i++) {
    if (first) headStart.push({ ...(await first.stepDiscriminator()) });
  }
  if (first && headStart.length > 0) {
    const state = await first.state();
    for (const lane of others) lane.follow(state);
  }
  const reported: Numbers[] = [];
  for (let i = 0; i < rounds; i++) {
    const steps = [];
    for (const lane of lanes) steps.push({ ...(await lane.step()) });
    reported.push(byLane(steps, (step) => step));
  }
  const parts: [string, ArrayLike<number>][] = [];
  for (const [i, lane] of lanes.entries()) {
    parts.push([`${i}/samples`, (await lane.samples()).pixels]);
    if (!comparison.showsActivations) continue;
    const seen = await lane.activations();
    for (const network of ['generator', 'discriminator'] as const) {
      const shares = seen[network].flatMap((layer) => [layer.below, ...layer.shares, layer.above]);
      parts.push([`${i}/activations of ${network}`, shares]);
    }
  }
  for (const lane of lanes) lane.dispose();
  return { headStart, rounds: reported, last: {}, picture: Object.fromEntries(parts) };
}

function byLane<Lane>(lanes: readonly Lane[], numbersOf: (lane: Lane) => Numbers): Numbers {
  return Object.fromEntries(lanes.map((lane, i) => [`${i}`, numbersOf(lane)]));
}

/** As the worker of small GANs has it. */
async function useSmallNetworksBackend(): Promise<void> {
  await tf.setBackend('cpu');
  installCpuKernels();
}

let loaded: Promise<MnistDataset> | undefined;

/** The images that the site ships, and the backend for networks that learn them. */
async function digits(): Promise<MnistDataset> {
  loaded ??= loadShippedDigits();
  // Without relaxed SIMD, whose products may be rounded once or twice: that is the machine's choice.
  await activateWasm({ instructions: 'simd' });
  return loaded;
}
