import * as tf from '@tensorflow/tfjs';
import type { StraightNetwork } from '../nn/straight-network';
import { digitSize } from '../data/digit-classes';
import { toSigned } from '../data/image-grid';
import { featureMapsLayer } from '../metrics/classifier-layers';

/** Where in an image the classifier sees each digit. */
export interface ClassActivation {
  /** Probabilities of the ten digits. */
  readonly probabilities: Float32Array;
  /** `[10]`, the logits: each is its map's mean plus its bias. */
  readonly logits: Float32Array;
  readonly biases: Float32Array;
  /** One map a digit, `[10, rows, columns]`: what each place says for (above 0) or against it. */
  readonly maps: Float32Array;
  /** The last feature maps, `[channels, rows, columns]`, none below 0. */
  readonly features: Float32Array;
  /** What each channel's mean counts for each digit, `[channels, 10]`. */
  readonly weights: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** Looks at an image, `[28, 28]` bytes, 0 black to 255 white. */
export type ActivationReader = (image: Uint8Array) => Promise<ClassActivation>;

/**
 * Class activation maps (Zhou et al. 2016, arXiv:1512.04150): a class's weights on the last feature
 * maps, before these are averaged. They show where the logit comes from, exactly, since averaging
 * and weighting may be swapped.
 *
 * @param classifier a network of `models/digit-classifier`, whose weights the reader goes on using
 */
export function createActivationReader(classifier: StraightNetwork): ActivationReader {
  const featureMaps = classifier.layers.find(({ name }) => name === featureMapsLayer);
  if (!featureMaps) throw new Error(`the classifier has no layer "${featureMapsLayer}"`);
  const [, rows = 0, columns = 0] = featureMaps.outputShape as number[];

  return async (image) => {
    const tensors = tf.tidy(() => {
      const pixels = toSigned(image);
      const input = tf.tensor4d(pixels, [1, digitSize, digitSize, 1]);
      const found = classifier.forwardTo([featureMapsLayer], input);
      const logits = found['output'] as tf.Tensor2D;
      const places = (found[featureMapsLayer] as tf.Tensor).reshape<tf.Tensor2D>([
        rows * columns,
        -1,
      ]);
      const [kernel, bias] = classifier.layers.at(-1)?.weights() ?? [];
      if (!kernel || !bias) throw new Error('the last layer must be dense, with a bias');
      const weights = kernel.clone() as tf.Tensor2D;
      return {
        maps: tf.matMul(weights, places, true, true),
        logits,
        probabilities: tf.softmax(logits),
        biases: bias.clone(),
        features: places.transpose(),
        weights,
      };
    });
    const names = Object.keys(tensors) as (keyof typeof tensors)[];
    const entries = await Promise.all(
      names.map(async (name) => [name, await tensors[name].data<'float32'>()] as const),
    );
    tf.dispose(tensors);
    return { ...Object.fromEntries(entries), rows, columns } as unknown as ClassActivation;
  };
}
