import * as tf from '@tensorflow/tfjs';
import { digitSize, featureMapsLayer } from '../models/digit-classifier';

/** Where in an image the classifier sees each digit. */
export interface ClassActivation {
  /** Probabilities of the ten digits. */
  readonly probabilities: Float32Array;
  /** `[10]`, the logits: each is its map's mean plus its bias. */
  readonly logits: Float32Array;
  readonly biases: Float32Array;
  /** One map a digit, `[10, rows, columns]`: what each place says for (above 0) or against it. */
  readonly maps: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Class activation maps (Zhou et al. 2016, arXiv:1512.04150): a class's weights on the last feature
 * maps, before these are averaged. They show where the logit comes from, exactly, since averaging
 * and weighting may be swapped.
 *
 * @param classifier a network of `models/digit-classifier`
 * @param image `[28, 28]` bytes, 0 black to 255 white
 */
export async function classActivation(
  classifier: tf.LayersModel,
  image: Uint8Array,
): Promise<ClassActivation> {
  const [kernel, bias] = classifier.layers.at(-1)?.weights ?? [];
  if (!kernel || !bias) throw new Error('the last layer must be dense, with a bias');
  const featureMaps = classifier.getLayer(featureMapsLayer).output as tf.SymbolicTensor;
  const reader = tf.model({
    inputs: classifier.inputs,
    outputs: [featureMaps, classifier.outputs[0] as tf.SymbolicTensor],
  });
  const tensors = tf.tidy(() => {
    const pixels = Float32Array.from(image, (byte) => (byte - 127.5) / 127.5);
    const input = tf.tensor4d(pixels, [1, digitSize, digitSize, 1]);
    const [features, logits] = reader.predict(input) as [tf.Tensor4D, tf.Tensor2D];
    const channels = features.shape[3];
    const places = features.reshape<tf.Tensor2D>([-1, channels]);
    const maps = tf.matMul(kernel.read() as tf.Tensor2D, places, true, true);
    return { maps, logits, probabilities: tf.softmax(logits), biases: bias.read().clone() };
  });
  const [maps, logits, probabilities, biases] = await Promise.all(
    [tensors.maps, tensors.logits, tensors.probabilities, tensors.biases].map((tensor) =>
      tensor.data<'float32'>(),
    ),
  );
  tf.dispose(tensors);
  const [, rows = 0, columns = 0] = featureMaps.shape;
  return { maps, logits, probabilities, biases, rows, columns } as ClassActivation;
}
