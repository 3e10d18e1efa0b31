import { spawnSync } from 'node:child_process';
import { heldOutCount } from '@lib/data/digit-split';
import {
  figuresKey,
  shippedLambdas,
  type SimganSettings,
  usualLambda,
  usualRounds,
} from '@lib/models/simgan-settings';
import {
  classifierImages,
  classifierSettings,
  type KeptFigures,
  keptFigures,
  type Kind,
  measuredImages,
  plainName,
  runName,
  usualSettings,
} from '../lib/simgan-run';
import { drawSimganResults } from '../lib/simgan-picture';
import { root } from '../lib/steps.mjs';
import { bySeed, mean, type Measurement, type Values } from './measurement';

const seeds = [1, 2, 3];
/** Of what shows a tendency only. */
const fewSeeds = [1];
/** The seeds of a λ: all where the text compares them. */
const seedsOf: Readonly<Record<number, readonly number[]>> = {
  0: seeds,
  [usualLambda]: seeds,
  10: seeds,
};
/** The other fields of D, each with its seeds. */
const fieldSeeds = [
  [5, fewSeeds],
  [23, seeds],
] as const;
/** Points at the end of a course that D's memory is the mean of. */
const lastPoints = 3;

/** Refiners of five weights, with history and without, with three fields; and what classifiers learn from their digits. */
export const simgan: Measurement = {
  name: 'simgan',
  what: 'Synthetic, refined and real digits: Fréchet distance, labels kept, and what a classifier that learned from them makes of real ones; D’s memory of old fakes with the history and without.',
  minutes: 90,
  backend: 'wasm',
  settings: {
    seeds,
    fewSeeds,
    lambdas: [...shippedLambdas],
    rounds: usualRounds,
    learningRate: usualSettings.learningRate,
    batchSize: usualSettings.batchSize,
    classifierImages,
    epochs: classifierSettings.epochs,
    measuredImages,
    heldOut: heldOutCount,
  },
  async run() {
    const plain: Record<string, Values> = {};
    for (const kind of ['raw', 'hand', 'real'] as const) {
      plain[kind] = await overSeeds(seeds, (seed) => plainFigures(kind, seed));
    }
    const refined: Record<string, Values> = {};
    for (const lambda of shippedLambdas) {
      const some = seedsOf[lambda] ?? fewSeeds;
      refined[figuresKey(lambda)] = await overSeeds(some, (seed) => runFigures({ lambda, seed }));
    }
    const fields: Record<string, Values> = {};
    for (const [field, some] of fieldSeeds) {
      fields[`field${field}`] = await overSeeds(some, (seed) => runFigures({ field, seed }));
    }
    const withoutHistory = await overSeeds(seeds, (seed) =>
      runFigures({ hasHistory: false, seed }),
    );
    return { plain, refined, fields, withoutHistory };
  },
  afterwards: drawSimganResults,
};

const plainFigures = async (kind: Kind, seed: number) => {
  const name = plainName(kind, seed);
  return { ...(await taken(name, ['--plain', kind, '--seed', String(seed)])).figures };
};

/** A run of the tool as the cell has it, but for what is changed. */
async function runFigures(changed: Partial<SimganSettings>) {
  const settings = { ...usualSettings, lambda: usualLambda, ...changed };
  const { lambda, field, seed, hasHistory } = settings;
  const chosen = ['--lambda', lambda, '--field', field, '--seed', seed].map(String);
  const flags = hasHistory ? [] : ['--no-history'];
  const kept = await taken(runName(settings, usualRounds), [...chosen, ...flags]);
  const memory = (kept.course ?? []).slice(-lastPoints).map((point) => point.onArchive);
  const { trainingSeconds = NaN } = kept;
  return { ...kept.figures, onArchive: mean(memory), trainingSeconds };
}

/** What has been taken once is not taken again; each takes minutes, in a process of its own. */
async function taken(name: string, options: readonly string[]): Promise<KeptFigures> {
  const known = await keptFigures(name);
  if (known) return known;
  const tool = ['tools/typescript.mjs', 'tools/train-simgan.ts', ...options, '--figures-only'];
  spawnSync('node', tool, { cwd: root, stdio: 'inherit' });
  const figures = await keptFigures(name);
  if (!figures) throw new Error(`"${name}" came to nothing`);
  return figures;
}

/** Lists over the seeds, and their means. */
async function overSeeds(
  some: readonly number[],
  run: (seed: number) => Promise<Readonly<Record<string, number>>>,
): Promise<Values> {
  const results: Readonly<Record<string, number>>[] = [];
  for (const seed of some) results.push(await run(seed));
  const lists = bySeed(results);
  const means = Object.entries(lists).map(([name, list]) => [name, mean(list as number[])]);
  return { ...lists, mean: Object.fromEntries(means) as Values };
}
