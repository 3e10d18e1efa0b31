import { rectifierNames } from '@lib/models/rectifiers';
import type { SharedValues } from '@components/cells/kit/share-link';
import leakyRelu from '@components/cells/leaky-relu/cell';
import { cellPlan } from '../lib/cell-plan';
import { activateCpu, openDigits, openRectifiers, type SeenUnits } from './library';
import type { Measurement, Values } from './measurement';

const seeds = [1, 2, 3];
const steps = { deep: 1000, large: 300 };
const experiments: Readonly<Record<keyof typeof steps, SharedValues>> = {
  deep: { depth: '8', width: '8', learningRate: '0.1' },
  large: { depth: '4', width: '16', learningRate: '1' },
};

/** Small discriminators with ReLU and its relatives, by the experiments of the text. */
export const rectifiers: Measurement = {
  name: 'rectifiers',
  what: 'Small discriminators with ReLU, Leaky ReLU and PReLU: loss, dead units by layer, gradient on the first layer.',
  minutes: 1,
  backend: 'cpu',
  settings: { seeds, steps },
  async run() {
    await activateCpu();
    return {
      deep: await compare({ changes: experiments.deep, seeds, steps: steps.deep }),
      large: await compare({ changes: experiments.large, seeds, steps: steps.large }),
    };
  },
};

const digitSeeds = [1];
const digitSteps = 200;

/** The same in the DCGAN's discriminator. */
export const rectifierDigits: Measurement = {
  name: 'rectifier-digits',
  what: 'DCGANs with ReLU, Leaky ReLU and PReLU in D: dead units by layer, and the gradient that reaches an image of G.',
  minutes: 2,
  backend: 'wasm',
  settings: { seeds: digitSeeds, steps: digitSteps },
  async run() {
    await openDigits();
    return compare({ changes: { kind: 'digits' }, seeds: digitSeeds, steps: digitSteps });
  },
};

interface CompareOptions {
  readonly changes: SharedValues;
  readonly seeds: readonly number[];
  readonly steps: number;
}

async function compare({ changes, seeds, steps }: CompareOptions): Promise<Values> {
  const values: Record<string, Values> = {};
  const seen: Record<string, { start: SeenUnits; end: SeenUnits }[]> = {};
  for (const seed of seeds) {
    const runs = await openRectifiers(cellPlan(leakyRelu, { ...changes, seed: String(seed) }));
    for (const [i, rectifier] of rectifierNames.entries()) {
      const run = runs[i];
      if (!run) throw new Error(`there is no lane of ${rectifier}`);
      console.log(`${rectifier}, seed ${seed}`);
      const start = await run.look();
      for (let step = 0; step < steps; step++) await run.train();
      (seen[rectifier] ??= []).push({ start, end: await run.look() });
      run.dispose();
    }
  }
  for (const rectifier of rectifierNames) values[rectifier] = summaryOf(seen[rectifier] ?? []);
  return values;
}

/** Seed by seed; of dead units, layer by layer. */
function summaryOf(seen: readonly { start: SeenUnits; end: SeenUnits }[]): Values {
  const dead = ({ silent }: SeenUnits) => silent.map((layer) => layer.dead);
  const hasImages = seen.every(({ end }) => end.imageGradient !== null);
  return {
    deadAtFirst: seen.map(({ start }) => dead(start)),
    dead: seen.map(({ end }) => dead(end)),
    loss: seen.map(({ end }) => finite(end.loss)),
    firstLayerGradient: seen.map(({ end }) => finite(end.firstLayerGradient)),
    ...(hasImages
      ? { imageGradient: seen.map(({ end }) => finite(end.imageGradient ?? NaN)) }
      : {}),
  };
}

/** JSON has no NaN: what has diverged is a word. */
function finite(value: number): number | string {
  return Number.isFinite(value) ? value : 'diverged';
}
