/** A kept run of the reader's own as exporters take one: what it is made of, under the names of files. */
import type { ExportedCurves, OwnTraining } from '../export/exported-run';
import type { OptimizerSettings } from '../models/family';
import type { SavedNetwork } from '../nn/network';
import type { RunSnapshot } from '../training/snapshot';
import type { Checkpoint } from '../training/trainer';
import { type NetworkMake, readRunSettings } from './run-settings';

export interface NotebookSnapshot {
  readonly snapshot: RunSnapshot;
  readonly curves: ExportedCurves;
  readonly ownTraining: OwnTraining;
}

/**
 * @param code the text of the cell that trains
 * @throws in Japanese if it does not say what its networks are made of
 */
export function snapshotOfRun(checkpoint: Checkpoint, code: string): NotebookSnapshot {
  const settings = readRunSettings(checkpoint.settings);
  if (!settings) throw new Error(older);
  const makes = Object.entries(settings.networks).filter(([part, make]) =>
    make.weights.every(({ shape }, i) => arrayOf(checkpoint, part, i)?.length === product(shape)),
  );
  if (makes.length === 0) throw new Error(older);
  const names = namesOf(makes);
  const arrays: Record<string, Float32Array> = {};
  const optimizerSteps: Record<string, number> = {};
  const optimizers: Record<string, OptimizerSettings> = {};
  const used = new Set(names.keys());
  for (const [part, { network, ...set }] of Object.entries(settings.optimizers)) {
    const name = names.get(network);
    if (name === undefined || optimizers[name]) continue;
    used.add(part);
    optimizers[name] = set;
    optimizerSteps[name] = checkpoint.optimizerSteps[part] ?? 0;
    for (let i = 0; ; i++) {
      const moment = arrayOf(checkpoint, part, i);
      if (!moment) break;
      arrays[`${name}/${set.optimizer}/${i}`] = moment;
    }
  }
  const networks = makes.map(
    ([part, make]) => [names.get(part) ?? part, savedOf(checkpoint, part, make)] as const,
  );
  const parts = Object.keys(checkpoint.arrays).map((key) => key.slice(0, key.lastIndexOf('/')));
  return {
    snapshot: {
      networks: Object.fromEntries(networks),
      checkpoint: { ...checkpoint, settings: null, optimizerSteps, arrays, randomStates: {} },
      optimizers,
      recipe: null,
    },
    curves: curvesOf(settings.log),
    ownTraining: { code, leftOut: [...new Set(parts)].filter((part) => !used.has(part)) },
  };
}

const older =
  'この学習は、ネットワークの形が分からないので持ち帰れません。「続きから」で少し進めると、持ち帰れるようになります。';

const arrayOf = ({ arrays }: Checkpoint, part: string, i: number) => arrays[`${part}/${i}`];
const product = (shape: readonly number[]) => shape.reduce((all, one) => all * one, 1);

export type Makes = readonly (readonly [part: string, make: NetworkMake])[];

const roles: Readonly<Record<string, string>> = { G: 'generator', D: 'discriminator' };

/** Names that scripts can write, by the parts': G and D have the ones that the other cells give them. */
export function namesOf(makes: Makes): Map<string, string> {
  const names = new Map<string, string>();
  const give = (part: string, wanted: string, isFit: boolean) => {
    const isFree = ![...names.values()].includes(wanted);
    names.set(part, isFit && isFree ? wanted : `network${names.size + 1}`);
  };
  const own = makes.filter(([, { averages }]) => averages === null);
  const isRole = ([part]: Makes[number]) => roles[part] !== undefined;
  for (const [part] of own.filter(isRole)) give(part, roles[part] ?? part, true);
  for (const [part] of own.filter((make) => !isRole(make))) {
    give(part, part, /^[A-Za-z]\w{0,40}$/.test(part) && !part.endsWith('Average'));
  }
  for (const [part, { averages }] of makes) {
    if (averages === null) continue;
    const of = names.get(averages);
    give(part, `${of ?? ''}Average`, of !== undefined);
  }
  return names;
}

function savedOf(checkpoint: Checkpoint, part: string, make: NetworkMake): SavedNetwork {
  const values = make.weights.map((_, i) => arrayOf(checkpoint, part, i) ?? new Float32Array());
  const weightData = new Float32Array(values.reduce((sum, { length }) => sum + length, 0));
  let begin = 0;
  for (const each of values) {
    weightData.set(each, begin);
    begin += each.length;
  }
  const weightSpecs = make.weights.map(({ name, shape }) => ({
    ...{ name, shape: [...shape], dtype: 'float32' },
  }));
  return { modelTopology: make.topology, weightSpecs, weightData: weightData.buffer };
}

interface Log {
  readonly steps: readonly number[];
  readonly charts: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

function curvesOf({ steps, charts }: Log): ExportedCurves {
  const curves = Object.entries(charts).flatMap(([chart, inner]) =>
    Object.entries(inner).map(([curve, values]) => {
      const finite = steps.map((_, i) => {
        const value = values[i] ?? NaN;
        return Number.isFinite(value) ? value : null;
      });
      return [`${chart}/${curve}`, finite] as const;
    }),
  );
  return { steps, values: Object.fromEntries(curves) };
}
