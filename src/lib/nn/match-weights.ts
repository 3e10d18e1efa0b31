import type { SavedNetwork } from './network';

interface NamedShape {
  readonly name: string;
  readonly shape: readonly number[];
}

/** The weights of one layer, by what they are: `kernel`, `gamma`, `moving_mean`. */
type LayerWeights = ReadonlyMap<string, number>;

/**
 * Which of a network's saved weights belongs where. As in `tf.loadLayersModel`, a weight's name says
 * which of its layer's weights it is, and a layer's name which layer of the saved topology it belongs
 * to. That topology's layers are ours in order, since tfjs numbers their names anew in every page; so
 * are those in the order of their weights if no topology knows them.
 *
 * @param title of the network, for errors
 * @returns the place in `weightSpecs` of each expected weight
 * @throws (Japanese) on another number of weights or layers, and where names leave open which is which
 */
export function matchWeights(
  title: string,
  expected: readonly NamedShape[],
  { weightSpecs, modelTopology }: SavedNetwork,
): number[] {
  if (weightSpecs.length !== expected.length) {
    throw new Error(
      `${title}の重みが${weightSpecs.length}個ありますが、このモデルには${expected.length}個必要です。`,
    );
  }
  const names = weightSpecs.map(({ name }) => name);
  const saved = layersOf(title, names);
  const ours = layersOf(
    title,
    expected.map(({ name }) => name),
  );
  const inTopology = sortByTopology(title, [...saved.keys()], layerNames(modelTopology));
  const isNamedAlike = inTopology === null && expected.every(({ name }) => names.includes(name));
  if (isNamedAlike) return expected.map(({ name }) => names.indexOf(name));
  const order = inTopology ?? [...saved.keys()];
  if (order.length !== ours.size) {
    throw new Error(
      `${title}の重みには層の名前が${order.length}つありますが、このモデルの層は${ours.size}つです。どの重みがどの層のものか、名前（「${names[0] ?? ''}」など）から分かりません。`,
    );
  }
  const places = new Map<string, LayerWeights>();
  [...ours.keys()].forEach((layer, i) => places.set(layer, saved.get(order[i] ?? '') ?? new Map()));
  return expected.map(({ name }) => {
    const { layer, weight } = parseName(name);
    const weights = places.get(layer) ?? new Map<string, number>();
    // Keras 3 numbers the weights of a layer: `dense/0`.
    const number = [...(ours.get(layer)?.keys() ?? [])].indexOf(weight);
    const place = weights.get(weight) ?? weights.get(String(number));
    if (place !== undefined) return place;
    const received = [...weights.values()].map((index) => `「${names[index] ?? ''}」`).join('、');
    throw new Error(
      `${title}の重み「${name}」に当たるものが、保存された層の重み（${received}）のどれか、名前から分かりません。`,
    );
  });
}

function layersOf(title: string, names: readonly string[]): Map<string, Map<string, number>> {
  const layers = new Map<string, Map<string, number>>();
  names.forEach((name, i) => {
    const { layer, weight } = parseName(name);
    const weights = layers.get(layer) ?? new Map<string, number>();
    if (weights.has(weight)) {
      throw new Error(`${title}の重みに、同じ名前「${name}」のものが2つあります。`);
    }
    layers.set(layer, weights.set(weight, i));
  });
  return layers;
}

/** `layer/weight`; TensorFlow adds `:0`. */
function parseName(name: string): { layer: string; weight: string } {
  const plain = name.replace(/:\d+$/, '');
  const slash = plain.lastIndexOf('/');
  return { layer: plain.slice(0, Math.max(0, slash)), weight: plain.slice(slash + 1) };
}

/**
 * Layers in the topology's order. Some versions of TensorFlow put the cell's name after the layer's,
 * some the network's before.
 *
 * @returns `null` if it knows none of them
 * @throws if it knows some only, or two as one
 */
function sortByTopology(
  title: string,
  layers: readonly string[],
  known: readonly string[],
): string[] | null {
  const ranks = layers.map((layer) => {
    const parts = layer.split('/');
    const spellings = [layer, parts.slice(0, -1).join('/'), parts.at(-1) ?? ''];
    return spellings.map((name) => known.indexOf(name)).find((rank) => rank >= 0) ?? -1;
  });
  if (ranks.every((rank) => rank < 0)) return null;
  const stray = layers.find((_, i) => ranks[i] === -1 || ranks.indexOf(ranks[i] ?? -1) !== i);
  if (stray !== undefined) {
    throw new Error(
      `${title}の重みの名前「${stray}」が、一緒に保存されたネットワークのどの層を指すのか分かりません。`,
    );
  }
  const rankOf = (layer: string) => ranks[layers.indexOf(layer)] ?? -1;
  return [...layers].sort((a, b) => rankOf(a) - rankOf(b));
}

/** The names of a topology's layers, in order, as tfjs writes it or as Keras does, one level deeper. */
function layerNames(topology: unknown): string[] {
  const { config, model_config: keras } = asRecord(topology);
  if (keras !== undefined) return layerNames(keras);
  // Old versions of Keras have the layers of a sequence in the place of its configuration.
  const layers: unknown = Array.isArray(config) ? config : asRecord(config)['layers'];
  if (!Array.isArray(layers)) return [];
  return layers.map((layer) => {
    const record = asRecord(layer);
    return String(asRecord(record['config'])['name'] ?? record['name'] ?? '');
  });
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
