/** Weights that have come home: a safetensors file, or a zip with one, as networks that a cell can take. */
import { type NamedFile, quotedNames } from '../data/named-file';
import { isZip, type PathFile, unzip } from '../data/zip';
import type { SavedNetwork } from '../nn/network';
import type { NetworkParts, Wanted } from '../storage/layers-model-zip';
import { networkOfSymbol, symbolOfNetwork } from './symbols';
import { type NamedTensor, readSafetensors } from './safetensors';

/** `G.0.kernel`: the network, the layer's place in its run, what it is of the layer. */
const weightName = /^([A-Za-z]\w*)\.(.+)\.([a-z_]+)$/;
/** What optimizers have gathered, and points' mixture. */
const noNetworks = ['adam', 'sgd', 'data'];

/**
 * The networks of files that `tensorsOf` has written, or a script that has gone on from there. Only their
 * weights are taken: Adam begins anew.
 *
 * @throws (Japanese, naming the file) if it is broken, or lacks a network that is needed
 */
export function networksOfFiles(
  files: readonly NamedFile[],
  { needed, welcome, titles = {} }: Wanted,
): NetworkParts {
  const found = files.flatMap(tensorFiles);
  const [file] = found;
  if (!file || found.length > 1) {
    const received = found.length === 0 ? 'がありません' : `が${found.length}つあります`;
    throw new Error(
      `${quotedNames(files)}にはsafetensorsのファイル${received}。1つだけ選んでください。`,
    );
  }
  const networks = networksOf(readSafetensors(file.path, file.bytes).tensors);
  const missing = needed.find((name) => !networks[name]);
  if (missing !== undefined) {
    const symbol = symbolOfNetwork(missing);
    const there = Object.keys(networks).map(symbolOfNetwork);
    throw new Error(
      `「${file.path}」には${titles[missing] ?? missing}の重み（「${symbol}.0.kernel」など）がありません。${
        there.length === 0
          ? 'ネットワークの重みが1つもありません。'
          : `あるのは${there.map((name) => `「${name}」`).join('、')}の重みです。`
      }このページで保存したファイルか、そこから続けて学習したファイルを選んでください。`,
    );
  }
  const taken = welcome === undefined ? needed : [...needed, welcome];
  return Object.fromEntries(
    taken.flatMap((name) => (networks[name] ? [[name, networks[name]] as const] : [])),
  );
}

function tensorFiles({ name, bytes }: NamedFile): PathFile[] {
  const content = new Uint8Array(bytes);
  if (!isZip(content)) return [{ path: name, bytes: content }];
  return unzip(name, content, (path) => path.endsWith('.safetensors'));
}

interface Weight {
  /** Of the layer. */
  readonly place: string;
  readonly parameter: string;
  readonly tensor: NamedTensor;
}

function networksOf(tensors: Readonly<Record<string, NamedTensor>>): Record<string, SavedNetwork> {
  const weights = new Map<string, Weight[]>();
  for (const [name, tensor] of Object.entries(tensors)) {
    const [, symbol = '', place = '', parameter = ''] = weightName.exec(name) ?? [];
    if (symbol === '' || noNetworks.includes(symbol)) continue;
    const network = networkOfSymbol(symbol);
    weights.set(network, [...(weights.get(network) ?? []), { place, parameter, tensor }]);
  }
  return Object.fromEntries([...weights].map(([name, list]) => [name, savedOf(list)]));
}

/**
 * Layers are named by their places, in order: other programs may write a file's tensors in any. Whether
 * they are those of a network is for the one who loads them to say.
 */
function savedOf(weights: readonly Weight[]): SavedNetwork {
  const isStraight = weights.every(({ place }) => /^\d+$/.test(place));
  const sorted = isStraight
    ? [...weights].sort((a, b) => Number(a.place) - Number(b.place))
    : weights;
  const data = new Float32Array(sorted.reduce((sum, { tensor }) => sum + tensor.values.length, 0));
  let begin = 0;
  for (const { tensor } of sorted) {
    data.set(tensor.values, begin);
    begin += tensor.values.length;
  }
  return {
    modelTopology: {},
    weightSpecs: sorted.map(({ place, parameter, tensor: { shape } }) => ({
      name: `${place}/${parameter}`,
      shape: [...shape],
      dtype: 'float32',
    })),
    weightData: data.buffer,
  };
}
