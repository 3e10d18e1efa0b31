/** What SRGAN's content loss compares images by, see {@link ./srgan.ts}. */
import * as tf from '@tensorflow/tfjs';
import { foldNormalization } from '../nn/fold-normalization';
import type { Network, SavedNetwork } from '../nn/network';
import { loadNetworks } from '../nn/saved-networks';
import { StraightNetwork } from '../nn/straight-network';
import { Random } from '../random';
import { createDigitClassifier } from './digit-classifier';
import type { Source } from './family';

/**
 * φ: the pixels themselves; or feature maps of our digit classifier after their ReLU, in the place of
 * VGG19's: `low` after the second convolution, `[14, 14, 64]`; `high` after the last, `[7, 7, 64]`.
 */
export type ContentLayer = 'pixels' | 'low' | 'high';

const convolutions = { low: 2, high: 5 } as const;

/** φ of images `[batch, 28, 28, 1]` in [−1, 1]; never learns. */
export function createContentFeatures(
  saved: SavedNetwork,
  layer: Exclude<ContentLayer, 'pixels'>,
): StraightNetwork {
  const model = createDigitClassifier(new Random(0));
  const classifier = new StraightNetwork(model);
  loadNetworks({ classifier }, { classifier: saved });
  const features = foldNormalization(model, convolutions[layer]);
  classifier.dispose();
  return new StraightNetwork(features);
}

/** Mean square of the difference of two images' features. */
export const contentDistance = (a: tf.Tensor, b: tf.Tensor): tf.Scalar =>
  tf.squaredDifference(a, b).mean();

/** φ where there is one, the images themselves where there is none. */
export const featuresOf = (features: Network | undefined, images: tf.Tensor): tf.Tensor =>
  features ? features.forward(images, { mode: 'inference' }) : images;

/**
 * What the distance of features is multiplied by, so that on SRResNet's images it is as large as the
 * pixels' squared error: our 1/12.75. Part of a run's state, since it is found when SRResNet is done.
 */
export class ContentScale implements Source {
  private value = 1;

  get current(): number {
    return this.value;
  }

  /**
   * @param made images of SRResNet, `[count, 28, 28, 1]`
   * @param real the same as they were
   */
  calibrate(features: Network | undefined, made: tf.Tensor, real: tf.Tensor): void {
    this.value = tf.tidy(() => {
      const [pixels, distance] = [
        contentDistance(made, real),
        contentDistance(featuresOf(features, made), featuresOf(features, real)),
      ].map((scalar) => scalar.dataSync()[0] ?? NaN);
      return features ? (pixels ?? NaN) / (distance ?? NaN) : 1;
    });
  }

  state(): readonly number[] {
    return [this.value];
  }

  restore([value = 1]: readonly number[]): void {
    this.value = value;
  }
}
