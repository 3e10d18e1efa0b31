/**
 * The networks of a run as one zip file: `generator/model.json`, `generator/weights.bin`,
 * `discriminator/model.json`, `discriminator/weights.bin`. Each has a folder of its own, and says in its
 * JSON file what it is. Straight networks are such that `tf.loadLayersModel` reads them.
 */
import { zipSync } from 'fflate';
import { quotedNames, type NamedFile } from '../data/named-file';
import { isZip, type PathFile, unzip } from '../data/zip';
import type { SavedGan, SavedNetwork } from '../nn/network';
import {
  type DescribedNetwork,
  describeLayersModel,
  readLayersModel,
  writeLayersModel,
} from './layers-model-json';

/** Which networks a reader of files asks for; the needed ones are sure to come. */
export interface Wanted<Needed extends string = string> {
  readonly needed: readonly Needed[];
  /** Taken too if there is exactly one. */
  readonly welcome?: string;
  /** What they are called to the reader, other than generator and discriminator. */
  readonly titles?: Readonly<Record<string, string>>;
}

/** Networks by name, the needed ones for sure. */
export type NetworkParts<Needed extends string = never> = Readonly<
  Record<string, SavedNetwork> & Record<Needed, SavedNetwork>
>;

const usualTitles: Readonly<Record<string, string>> = {
  generator: '生成器',
  discriminator: '識別器',
};

const both: Wanted<keyof SavedGan> = { needed: ['generator', 'discriminator'] };

/** The zip file of networks by name. */
export function packNetworks(networks: Readonly<Record<string, SavedNetwork>>): Uint8Array {
  const files = Object.entries(networks).map(([name, network]) =>
    writeLayersModel(name, network, nameOf(network.modelTopology) === name ? null : name),
  );
  return zipSync(
    Object.assign({}, ...files) as Record<string, Uint8Array>,
    // Stored as they are: trained 32-bit floats hardly compress, and trying takes seconds.
    { level: 0 },
  );
}

/**
 * Networks from the zip file of {@link packNetworks}, or from the four files that are in it, or from
 * others that tfjs saved, in any order. Which network is which, their contents say.
 *
 * @throws (Japanese, naming the file) on an empty selection, on broken, cut-off and foreign files,
 *   and unless there is exactly one network of each kind that is needed
 */
export function unpackNetworks(files: readonly NamedFile[]): SavedGan;
export function unpackNetworks<Needed extends string>(
  files: readonly NamedFile[],
  wanted: Wanted<Needed>,
): NetworkParts<Needed>;
export function unpackNetworks(
  files: readonly NamedFile[],
  { needed, welcome, titles }: Wanted = both,
): NetworkParts {
  if (files.length === 0) {
    throw new Error('ファイルが選ばれていません。保存した重みのzipファイルを選んでください。');
  }
  const unpacked = files.flatMap(unzipIfZip);
  const jsons = unpacked.filter(({ path }) => path.endsWith('.json'));
  if (jsons.length === 0) {
    throw new Error(
      `${quotedNames(files)}には、保存された重みがありません。このページで保存したzipファイルか、その中のmodel.jsonとweights.binを選んでください。`,
    );
  }
  const described = jsons.map(describeLayersModel);
  const ofRole = (role: string) => described.filter((network) => roleOf(network) === role);
  const refuse = (role: string) => {
    throw new Error(wrongNumber(role, ofRole(role).length, { described, needed, titles }));
  };
  needed.filter((role) => ofRole(role).length > 1).forEach(refuse);
  const also = welcome !== undefined && ofRole(welcome).length === 1 ? [welcome] : [];
  const taken = [...needed, ...also].flatMap((role) =>
    ofRole(role).map((network) => [role, readLayersModel(network, unpacked)] as const),
  );
  needed.filter((role) => ofRole(role).length === 0).forEach(refuse);
  return Object.fromEntries(taken);
}

function wrongNumber(
  role: string,
  count: number,
  {
    described,
    needed,
    titles,
  }: Pick<Wanted, 'needed'> & {
    readonly described: readonly DescribedNetwork[];
    readonly titles: Wanted['titles'] | undefined;
  },
): string {
  const titleOf = (name: string) => titles?.[name] ?? usualTitles[name] ?? name;
  const received = count === 0 ? 'ありません' : `${count}つあります`;
  const paths = quotedNames(described.map(({ json }) => ({ name: json.path })));
  const one = count === 0 ? `${titleOf(role)}を保存したファイル` : '使う1つだけ';
  const advice =
    needed.length > 1
      ? `${needed.map(titleOf).join('と')}を1つずつ選んでください。`
      : `${one}を選んでください（zipなら、1つだけを入れたもの）。`;
  return `${titleOf(role)}のネットワークが${received}（読み込んだファイル：${paths}）。${advice}`;
}

/** What a zip file holds of networks; any other file as it is. */
function unzipIfZip({ name, bytes }: NamedFile): PathFile[] {
  const content = new Uint8Array(bytes);
  if (!isZip(content)) return [{ path: name, bytes: content }];
  // The converter's pieces of weights may have any name.
  return unzip(name, content, (path) => /\.(json|bin)$|shard\d+of\d+/.test(path));
}

/**
 * As its file says; else by its name; if that says nothing, by its input, where images have three dimensions and noise one;
 * if there is none, a network that begins with a convolution takes images.
 */
function roleOf({ modelTopology, weightSpecs, role }: DescribedNetwork): string {
  if (role !== null) return role;
  const name = nameOf(modelTopology);
  if (name === 'generator' || name === 'discriminator') return name;
  const dimensions = inputDimensions(modelTopology) ?? weightSpecs[0]?.shape.length;
  return dimensions === 4 ? 'discriminator' : 'generator';
}

/** Of a batch, as the first layer of a topology has it. */
function inputDimensions(topology: object): number | null {
  const { config, model_config: keras } = topology as Record<string, unknown>;
  if (isObject(keras)) return inputDimensions(keras);
  const layers: unknown = Array.isArray(config) ? config : asRecord(config)['layers'];
  const first = asRecord(asRecord(Array.isArray(layers) ? layers[0] : null)['config']);
  const shape = first['batch_input_shape'] ?? first['batch_shape'];
  return Array.isArray(shape) ? shape.length : null;
}

/** The name in a topology as tfjs writes it, or as Keras does, one level deeper. */
function nameOf(topology: object): unknown {
  const { config, model_config: keras } = topology as Record<string, unknown>;
  if (isObject(keras)) return nameOf(keras);
  return isObject(config) ? (config as { name?: unknown }).name : undefined;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? (value as Record<string, unknown>) : {};
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
