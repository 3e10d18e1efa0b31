/** What a run's networks and optimizers are, for checkpoints to say. */
import * as tf from '@tensorflow/tfjs';
import type { OptimizerSettings } from '../models/family';
import { Adam } from '../nn/adam';
import type { SavedNetwork } from '../nn/network';
import { saveNetwork } from '../nn/saved-networks';
import { Sgd } from '../nn/sgd';
import { WeightAverage } from '../nn/weight-average';
import type { Part } from './parts';
import type { NetworkMake, OptimizerMake } from './run-settings';

type Parts = Readonly<Record<string, Part>>;

/** Of the networks, and averages of them, that can say what they are made of. */
export async function networkMakes(parts: Parts): Promise<Record<string, NetworkMake>> {
  const makes: Record<string, NetworkMake> = {};
  for (const [name, part] of Object.entries(parts)) {
    const saved = await savedPart(part);
    if (!saved) continue;
    const weights = saved.weightSpecs.map(({ name: weight, shape }) => ({ name: weight, shape }));
    const topology = plain(saved.modelTopology);
    makes[name] = { topology, weights, averages: averagedBy(part, parts) };
  }
  return makes;
}

/** Of the optimizers that update just what one of the networks learns, as they are set now. */
export function optimizerMakes(parts: Parts): Record<string, OptimizerMake> {
  const makes: Record<string, OptimizerMake> = {};
  for (const [name, part] of Object.entries(parts)) {
    const settings = settingsOf(part);
    if (!settings) continue;
    const { variables } = part as Adam | Sgd;
    const network = Object.entries(parts).find(([, each]) => learns(each, variables))?.[0];
    if (network !== undefined) makes[name] = { ...settings, network };
  }
  return makes;
}

async function savedPart(part: Part): Promise<SavedNetwork | null> {
  const network: unknown = part instanceof WeightAverage ? part.network : part;
  try {
    if (network instanceof tf.LayersModel) return await saveNetwork(network);
    return isSavable(network) ? await network.save() : null;
  } catch {
    // A network of the reader's own need not be one that can be saved; its numbers are kept all the same.
    return null;
  }
}

function isSavable(network: unknown): network is { save(): Promise<SavedNetwork> } {
  const some = network as { save?: unknown; forward?: unknown; state?: unknown } | null;
  return typeof some?.save === 'function' && typeof some.forward === 'function' && !!some.state;
}

const plain = (topology: object) => JSON.parse(JSON.stringify(topology)) as object;

function averagedBy(part: Part, parts: Parts): string | null {
  if (!(part instanceof WeightAverage)) return null;
  return Object.entries(parts).find(([, each]) => each === part.of)?.[0] ?? null;
}

function settingsOf(part: Part): OptimizerSettings | null {
  if (part instanceof Adam) {
    const { learningRate, beta1 } = part.settings;
    return { optimizer: 'adam', learningRate, momentum: beta1 };
  }
  if (part instanceof Sgd) return { optimizer: 'sgd', ...part.settings };
  return null;
}

function learns(part: Part, variables: readonly tf.Variable[]): boolean {
  const own =
    part instanceof tf.LayersModel
      ? part.trainableWeights.map((weight) => weight.read())
      : (part as { forward?: unknown; variables?: readonly tf.Tensor[] });
  const list = Array.isArray(own) ? own : own.forward ? (own.variables ?? []) : [];
  return list.length === variables.length && list.every((each, i) => each === variables[i]);
}
