/**
 * Both networks of a DCGAN as one zip file: `generator/model.json`, `generator/weights.bin`,
 * `discriminator/model.json`, `discriminator/weights.bin`, each pair one that `tf.loadLayersModel`
 * reads.
 */
import { strToU8, unzipSync, zipSync } from 'fflate';
import { quotedNames, type NamedFile } from '../data/named-file';
import type { SavedGan, SavedNetwork } from '../nn/network';
import { readLayersModel, writeLayersModel, type ModelFile } from './layers-model-json';

type Role = keyof SavedGan;

const roleNames: Readonly<Record<Role, string>> = { generator: '生成器', discriminator: '識別器' };

const zipMagic = strToU8('PK\x03\x04', true);

/** The zip file of both networks. */
export function packDcganZip({ generator, discriminator }: SavedGan): Uint8Array {
  return zipSync(
    {
      ...writeLayersModel('generator', generator),
      ...writeLayersModel('discriminator', discriminator),
    },
    // Stored as they are: trained 32-bit floats hardly compress, and trying takes seconds.
    { level: 0 },
  );
}

/**
 * Both networks from the zip file of {@link packDcganZip}, or from the four files that are in it, or
 * from others that tfjs saved, in any order. Which network is which, their contents say.
 *
 * @throws (Japanese, naming the file) on an empty selection, on broken, cut-off and foreign files,
 *   and unless there is exactly one network of each kind
 */
export function unpackDcganFiles(files: readonly NamedFile[]): SavedGan {
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
  const networks = jsons.map((json) => {
    const network = readLayersModel(json, unpacked);
    return { path: json.path, role: roleOf(network), network };
  });
  const only = (role: Role): SavedNetwork => {
    const found = networks.filter((candidate) => candidate.role === role);
    const [first, second] = found;
    if (first && !second) return first.network;
    const received = found.length === 0 ? 'ありません' : `${found.length}つあります`;
    const paths = networks.map(({ path }) => ({ name: path }));
    throw new Error(
      `${roleNames[role]}のネットワークが${received}（読み込んだファイル：${quotedNames(paths)}）。生成器と識別器を1つずつ選んでください。`,
    );
  };
  return { generator: only('generator'), discriminator: only('discriminator') };
}

/** What a zip file holds of networks; any other file as it is. */
function unzipIfZip({ name, bytes }: NamedFile): ModelFile[] {
  const content = new Uint8Array(bytes);
  if (!zipMagic.every((byte, i) => content[i] === byte)) return [{ path: name, bytes: content }];
  try {
    const entries = unzipSync(content, { filter: (entry) => isOfNetwork(entry.name) });
    return Object.entries(entries).map(([path, entry]) => ({ path, bytes: entry }));
  } catch (error) {
    throw new Error(
      `「${name}」を展開できません。zipファイルが壊れているか、途中で切れています（受け取った大きさ：${content.length}バイト）。`,
      { cause: error },
    );
  }
}

/** macOS adds files of its own, named alike, to the archives that it makes. */
function isOfNetwork(path: string): boolean {
  return /\.(json|bin)$/.test(path) && !/(^|\/)(__MACOSX\/|\._)/.test(path);
}

/** By its name; if that says nothing, a network that begins with a convolution takes images. */
function roleOf({ modelTopology, weightSpecs }: SavedNetwork): Role {
  const name = nameOf(modelTopology);
  if (name === 'generator' || name === 'discriminator') return name;
  return weightSpecs[0]?.shape.length === 4 ? 'discriminator' : 'generator';
}

/** The name in a topology as tfjs writes it, or as Keras does, one level deeper. */
function nameOf(topology: object): unknown {
  const { config, model_config: keras } = topology as Record<string, unknown>;
  if (isObject(keras)) return nameOf(keras);
  return isObject(config) ? (config as { name?: unknown }).name : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
