import * as tf from '@tensorflow/tfjs';
import { allFinite } from '../data/all-finite';
import { matchWeights } from './match-weights';
import type { SavedNetwork } from './network';

/** A network as tfjs's `model.save` hands it to an IO handler. */
export async function saveNetwork(model: tf.LayersModel): Promise<SavedNetwork> {
  let saved: SavedNetwork | undefined;
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      const { modelTopology, weightSpecs, weightData } = artifacts;
      if (!modelTopology || !weightSpecs || !weightData) {
        throw new Error('tfjs saved a model without topology or weights');
      }
      saved = {
        modelTopology,
        weightSpecs,
        weightData: tf.io.CompositeArrayBuffer.join(weightData),
      };
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' as const },
      });
    }),
  );
  if (!saved) throw new Error('tfjs did not call the save handler');
  return saved;
}

/** What can be given other weights. */
export interface Loadable {
  readonly namedShapes: readonly { readonly name: string; readonly shape: readonly number[] }[];
  setWeights(weights: tf.Tensor[]): void;
}

/** What networks are called towards the reader. */
const titles: Readonly<Record<string, string>> = { generator: '生成器', discriminator: '識別器' };

/**
 * Replace the weights of several networks by saved ones, matched by name and checked by shape.
 *
 * @throws naming network and weight on a mismatch, and if one is missing or broken; then no network has
 *   changed
 */
export function loadNetworks(
  networks: Readonly<Record<string, Loadable>>,
  saved: Readonly<Record<string, SavedNetwork>>,
): void {
  tf.tidy(() => {
    const prepared = Object.entries(networks).map(([name, network]) => {
      const title = titles[name] ?? name;
      const given = saved[name];
      if (!given) throw new Error(`${title}の重みがありません。`);
      const places = matchWeights(title, network.namedShapes, given);
      refuseBroken(title, given);
      const decoded = tf.io.decodeWeights(given.weightData, [...given.weightSpecs] as never);
      const weights = network.namedShapes.map(({ name, shape }, i) => {
        const tensor = decoded[given.weightSpecs[places[i] ?? -1]?.name ?? ''];
        const received = tensor?.shape.join('×') ?? 'なし';
        if (tensor && tf.util.arraysEqual(tensor.shape, [...shape])) return tensor;
        throw new Error(
          `${title}の重み「${name}」の形は[${received}]ですが、[${shape.join('×')}]が必要です。保存したときと違うネットワークのようです。設定を同じにしてリセットしてから、もう一度読み込んでください。`,
        );
      });
      return { network, weights };
    });
    for (const { network, weights } of prepared) network.setWeights(weights);
  });
}

/** Wherever they come from: a file has been checked by then, what the browser keeps has not. */
function refuseBroken(title: string, { weightSpecs, weightData }: SavedNetwork): void {
  const count = weightSpecs.reduce((sum, { shape }) => sum + tf.util.sizeFromShape(shape), 0);
  if (weightData.byteLength !== count * Float32Array.BYTES_PER_ELEMENT) {
    throw new Error(
      `${title}の重みが途中で切れているか、余分なデータがあります（値は${count}個のはずですが、${weightData.byteLength}バイトでした）。`,
    );
  }
  if (!allFinite(new Float32Array(weightData))) {
    throw new Error(`${title}の重みに、有限の数でない値（NaNなど）があります。`);
  }
}
