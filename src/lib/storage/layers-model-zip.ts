/**
 * Both networks of a DCGAN as one zip file: `generator/model.json`, `generator/weights.bin`,
 * `discriminator/model.json`, `discriminator/weights.bin`, each pair one that `tf.loadLayersModel`
 * reads. What a run keeps beside them has a folder of its own, and says in its JSON file what it is.
 */
import { zipSync } from 'fflate';
import { quotedNames, type NamedFile } from '../data/named-file';
import { isZip, type PathFile, unzip } from '../data/zip';
import type { GanParts, GanRole, SavedGan } from '../nn/network';
import {
  type DescribedNetwork,
  describeLayersModel,
  readLayersModel,
  writeLayersModel,
} from './layers-model-json';

/** Which networks a reader of files asks for; the needed ones are sure to come. */
export interface Wanted<Needed extends GanRole = GanRole> {
  readonly needed: readonly Needed[];
  /** Taken too if there is exactly one. */
  readonly welcome?: GanRole;
}

const roleNames: Readonly<Record<GanRole, string>> = {
  generator: '生成器',
  discriminator: '識別器',
  generatorAverage: '生成器の重みの平均',
};

const roles = Object.keys(roleNames) as readonly GanRole[];

const both: Wanted<keyof SavedGan> = { needed: ['generator', 'discriminator'] };

/** The zip file of both networks, and of what is kept beside them. */
export function packDcganZip(networks: GanParts<keyof SavedGan>): Uint8Array {
  const files = Object.entries(networks).map(([name, network]) =>
    writeLayersModel(name, network, both.needed.some((role) => role === name) ? null : name),
  );
  return zipSync(
    Object.assign({}, ...files) as Record<string, Uint8Array>,
    // Stored as they are: trained 32-bit floats hardly compress, and trying takes seconds.
    { level: 0 },
  );
}

/**
 * Networks from the zip file of {@link packDcganZip}, or from the four files that are in it, or from
 * others that tfjs saved, in any order. Which network is which, their contents say.
 *
 * @throws (Japanese, naming the file) on an empty selection, on broken, cut-off and foreign files,
 *   and unless there is exactly one network of each kind that is needed
 */
export function unpackDcganFiles(files: readonly NamedFile[]): SavedGan;
export function unpackDcganFiles<Needed extends GanRole>(
  files: readonly NamedFile[],
  wanted: Wanted<Needed>,
): GanParts<Needed>;
export function unpackDcganFiles(
  files: readonly NamedFile[],
  { needed, welcome }: Wanted = both,
): GanParts {
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
  const ofRole = (role: GanRole) => described.filter((network) => roleOf(network) === role);
  const refuse = (role: GanRole) => {
    throw new Error(wrongNumber(role, ofRole(role).length, { described, needed }));
  };
  needed.filter((role) => ofRole(role).length > 1).forEach(refuse);
  const isWelcome = (role: GanRole) => role === welcome && ofRole(role).length === 1;
  const taken = [...needed, ...roles.filter(isWelcome)].flatMap((role) =>
    ofRole(role).map((network) => [role, readLayersModel(network, unpacked)] as const),
  );
  needed.filter((role) => ofRole(role).length === 0).forEach(refuse);
  return Object.fromEntries(taken);
}

function wrongNumber(
  role: GanRole,
  count: number,
  { described, needed }: { described: readonly DescribedNetwork[]; needed: readonly GanRole[] },
): string {
  const received = count === 0 ? 'ありません' : `${count}つあります`;
  const paths = quotedNames(described.map(({ json }) => ({ name: json.path })));
  const one = count === 0 ? `${roleNames[role]}を保存したファイル` : '使う1つだけ';
  const advice =
    needed.length > 1
      ? '生成器と識別器を1つずつ選んでください。'
      : `${one}を選んでください（zipなら、1つだけを入れたもの）。`;
  return `${roleNames[role]}のネットワークが${received}（読み込んだファイル：${paths}）。${advice}`;
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
function roleOf({ modelTopology, weightSpecs, role }: DescribedNetwork): GanRole {
  const known = roles.find((one) => one === role);
  if (known) return known;
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
