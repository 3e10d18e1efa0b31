import { mlpLayers, type MlpShape } from '../backends/mlp-shape';
import { leakySlope } from '../backends/activation-names';
import type { SavedNetwork } from '../nn/network';
import type { RunSnapshot } from '../training/snapshot';
import type { ExportedLayer, ExportedNetwork, ExportedRun, ExportedWeight } from './exported-run';
import { layersOfTopology } from './layer-shapes';
import { symbolOfNetwork } from './symbols';

export type RunAbout = Pick<ExportedRun, 'title' | 'name' | 'curves' | 'build' | 'ownTraining'>;

/** A run as exporters take it, from what a session gives of it. */
export function exportedRun(snapshot: RunSnapshot, about: RunAbout): ExportedRun {
  const { networks, checkpoint, recipe } = snapshot;
  return {
    ...about,
    networks: Object.keys(networks).map((name) => exportedNetwork(name, snapshot)),
    recipe,
    step: checkpoint.step,
    metrics: checkpoint.metrics,
  };
}

function exportedNetwork(
  name: string,
  { networks, optimizers, checkpoint }: RunSnapshot,
): ExportedNetwork {
  const saved = networks[name] as SavedNetwork;
  const symbol = symbolOfNetwork(name);
  const settings = optimizers[name];
  const gathered = momentsOf(name, checkpoint.arrays);
  return {
    name,
    symbol,
    ...(perceptron(symbol, saved, gathered) ?? run(symbol, saved, gathered)),
    optimizer: settings ? { ...settings, step: checkpoint.optimizerSteps[name] ?? 0 } : null,
  };
}

type Parts = Pick<ExportedNetwork, 'layers' | 'weights'>;
type Moments = Readonly<Record<string, readonly Float32Array[]>>;

/** What a network's optimizer has gathered, of each variable in order. */
function momentsOf(name: string, arrays: RunSnapshot['checkpoint']['arrays']): Moments {
  const list = (kind: string, from: number, every: number) => {
    const found: Float32Array[] = [];
    for (let i = from; arrays[`${name}/${kind}/${i}`]; i += every) {
      found.push(arrays[`${name}/${kind}/${i}`] as Float32Array);
    }
    return found;
  };
  const velocities = list('sgd', 0, 1);
  if (velocities.length > 0) return { u: velocities };
  return { m: list('adam', 0, 2), v: list('adam', 1, 2) };
}

/** A run of layers; of a joined network the weights of all of its runs. */
function run(symbol: string, saved: SavedNetwork, all: Moments) {
  const { modelTopology, weightSpecs, weightData } = saved;
  let begin = 0;
  let variable = 0;
  const placed = weightPlaces(symbol, saved);
  const weights = weightSpecs.map(({ shape }, i): ExportedWeight => {
    const length = shape.reduce((product, one) => product * one, 1);
    const place = placed[i] as WeightPlace;
    const values = new Float32Array(weightData, begin, length);
    begin += values.byteLength;
    const moments = Object.entries(place.isLearned ? all : {}).flatMap(([kind, list]) => {
      const moment = list[variable];
      return moment ? [[kind, moment] as const] : [];
    });
    if (place.isLearned) variable += 1;
    const { name, layer, parameter } = place;
    return { name, layer, parameter, shape, values, moments: Object.fromEntries(moments) };
  });
  // tfjs has the moving statistics last, files have them with their layer.
  const order = placed.map(({ rank }, i) => [rank, weights[i] as ExportedWeight] as const);
  order.sort(([a], [b]) => a - b);
  return {
    layers: layersOfTopology(modelTopology),
    weights: order.map(([, weight]) => weight),
  } satisfies Parts;
}

/** What a saved weight is called in files, and where it stands. */
export interface WeightPlace extends Pick<ExportedWeight, 'name' | 'layer' | 'parameter'> {
  /** Of the layer among all of the network's. */
  readonly rank: number;
  /** Whether an optimizer updates it: moving statistics are none of its. */
  readonly isLearned: boolean;
}

/** Of every weight of a network, in the order of `weightSpecs`. */
export function weightPlaces(
  symbol: string,
  { modelTopology, weightSpecs }: Pick<SavedNetwork, 'modelTopology' | 'weightSpecs'>,
): readonly WeightPlace[] {
  const layers = layersOfTopology(modelTopology);
  const topologies = layers ? { '': modelTopology } : (modelTopology as Record<string, unknown>);
  const placeOf = new Map(
    Object.entries(topologies).flatMap(([name, topology]) => [...placesOf(name, topology)]),
  );
  const order = [...placeOf.keys()];
  return weightSpecs.map(({ name }) => {
    const slash = name.lastIndexOf('/');
    const parameter = name.slice(slash + 1).replace(/:\d+$/, '');
    const { prefix, layer } = placeOf.get(name.slice(0, slash)) ?? { prefix: '', layer: 0 };
    return {
      name: `${symbol}.${prefix}${layer}.${parameter}`,
      ...{ layer, parameter, rank: order.indexOf(name.slice(0, slash)) },
      isLearned: !parameter.startsWith('moving_'),
    };
  });
}

/** Where a run's layers stand, by their names among the weights. */
function placesOf(run: string, topology: unknown) {
  const prefix = run === '' ? '' : `${run}.`;
  const layers = layersOfTopology(topology) ?? [];
  return new Map(
    layers.map(({ config }, layer) => [
      `${run === '' ? '' : `${run}/`}${String(config['name'])}`,
      { prefix, layer },
    ]),
  );
}

/** A small perceptron, whose parameters are one vector, as dense layers; `null` of any other network. */
function perceptron(
  symbol: string,
  { modelTopology, weightData }: SavedNetwork,
  moments: Moments,
): Parts | null {
  if (!('sizes' in modelTopology)) return null;
  const dense = mlpLayers(modelTopology as MlpShape);
  const all = new Float32Array(weightData);
  const layers: ExportedLayer[] = [];
  const weights: ExportedWeight[] = [];
  const add = (layer: string, parameter: string, shape: readonly number[], from: number) => {
    const to = from + shape.reduce((product, one) => product * one, 1);
    const kinds = Object.entries(moments).flatMap(([kind, [moment]]) =>
      moment ? [[kind, moment.slice(from, to)] as const] : [],
    );
    weights.push({
      name: `${symbol}.${layer}.${parameter}`,
      layer: Number(layer),
      parameter,
      shape,
      values: all.slice(from, to),
      moments: Object.fromEntries(kinds),
    });
  };
  for (const { inputs, outputs, activation, kernel, bias } of dense) {
    const place = String(layers.length);
    add(place, 'kernel', [inputs, outputs], kernel);
    add(place, 'bias', [outputs], bias);
    const shapes = { inputShape: [outputs], outputShape: [outputs] };
    layers.push({
      className: 'Dense',
      config: { units: outputs, activation: 'linear', use_bias: true },
      inputShape: [inputs],
      outputShape: [outputs],
    });
    if (activation === 'leaky-relu') {
      layers.push({ className: 'LeakyReLU', config: { alpha: leakySlope }, ...shapes });
    } else if (activation !== 'linear') {
      layers.push({ className: 'Activation', config: { activation }, ...shapes });
    }
  }
  const used = weights.reduce((sum, { values }) => sum + values.length, 0);
  // Of D, what the batch's deviation weighs.
  if (all.length > used) add('minibatch', 'weight', [all.length - used], used);
  return { layers, weights };
}
