import * as tf from '@tensorflow/tfjs';

/** A layer as a model's configuration has it. */
export interface LayerSpec {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A new model of what a model's layers are changed to; initializers keep their seeds. */
export function withLayers(
  model: tf.Sequential,
  change: (layers: readonly LayerSpec[]) => readonly LayerSpec[],
): tf.Sequential {
  const { name, layers } = model.getConfig() as unknown as { name: string; layers: LayerSpec[] };
  const config = { name, layers: change(layers) };
  return tf.Sequential.fromConfig<tf.Sequential>(tf.Sequential, config as never);
}

/** Another model of the same layers with the same weights. */
export function copyModel(model: tf.Sequential): tf.Sequential {
  const copy = withLayers(model, (layers) => layers.map(withoutDrawing));
  copyWeights(model.getWeights(), copy);
  return copy;
}

/** Give a model or network weights of its own: in tfjs, weights that are merely set share their data. */
export function copyWeights(
  weights: readonly tf.Tensor[],
  to: { setWeights(weights: tf.Tensor[]): void },
): void {
  tf.tidy(() => {
    to.setWeights(weights.map((weight) => weight.add(0)));
  });
}

/** Initial weights that are replaced at once need not be drawn, which takes long for large layers. */
function withoutDrawing({ className, config }: LayerSpec): LayerSpec {
  if (!('kernelInitializer' in config)) return { className, config };
  return {
    className,
    config: { ...config, kernelInitializer: { className: 'Zeros', config: {} } },
  };
}
