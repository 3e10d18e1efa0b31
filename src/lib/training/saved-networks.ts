import * as tf from '@tensorflow/tfjs';
import type { SavedNetwork } from '../runtime/protocol';

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

interface Replacement {
  /** The network's name for the reader. */
  readonly name: string;
  readonly model: tf.LayersModel;
  readonly saved: SavedNetwork;
}

/**
 * Replace the weights of several models by saved ones, matched by position and checked by shape.
 *
 * @throws naming network and weight on a mismatch; then no model has changed
 */
export function loadNetworkWeights(replacements: readonly Replacement[]): void {
  tf.tidy(() => {
    const prepared = replacements.map(({ name, model, saved }) => {
      // `name/with_slashes` in LayersModel weights repeat layer names; their order is the model's.
      const decoded = tf.io.decodeWeights(saved.weightData, [...saved.weightSpecs] as never);
      const tensors = saved.weightSpecs.map((spec) => decoded[spec.name]);
      return { model, weights: checked(name, model, tensors) };
    });
    for (const { model, weights } of prepared) model.setWeights(weights);
  });
}

function checked(
  name: string,
  model: tf.LayersModel,
  tensors: readonly (tf.Tensor | undefined)[],
): tf.Tensor[] {
  const expected = model.weights;
  if (tensors.length !== expected.length) {
    throw new Error(
      `${name}の重みが${tensors.length}個ありますが、このモデルには${expected.length}個必要です。`,
    );
  }
  return expected.map((weight, i) => {
    const tensor = tensors[i];
    const received = tensor?.shape.join('×') ?? 'なし';
    if (!tensor || !tf.util.arraysEqual(tensor.shape, weight.shape as number[])) {
      throw new Error(
        `${name}の重み「${weight.originalName}」の形は[${received}]ですが、[${weight.shape.join('×')}]が必要です。`,
      );
    }
    return tensor;
  });
}
