import * as tf from '@tensorflow/tfjs';

/** A layer as a model's configuration has it. */
interface LayerConfig {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Another model of the same layers with the same weights. */
export function copyModel(model: tf.Sequential): tf.Sequential {
  const { name, layers } = model.getConfig() as unknown as { name: string; layers: LayerConfig[] };
  const config = { name, layers: layers.map(withoutDrawing) };
  const copy = tf.Sequential.fromConfig<tf.Sequential>(tf.Sequential, config as never);
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
function withoutDrawing({ className, config }: LayerConfig): LayerConfig {
  const plain = Object.keys(config)
    .filter((key) => key === 'kernelInitializer')
    .map((key) => [key, { className: 'Zeros', config: {} }]);
  return { className, config: { ...config, ...Object.fromEntries(plain) } };
}
