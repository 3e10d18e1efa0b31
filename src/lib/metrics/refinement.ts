/** What a refiner makes of synthetic digits: how real they look, and whether their labels still hold. */
import * as tf from '@tensorflow/tfjs';
import { digitSize } from '../data/digit-classes';
import { toBytes, toSigned } from '../data/image-grid';
import type { MnistDataset } from '../data/mnist';
import type { LabelledDataset } from '../data/split';
import type { Network } from '../nn/network';
import type { StraightNetwork } from '../nn/straight-network';
import { featureCount } from './classifier-layers';
import { accuracyOf, classifyDigits } from './classify';
import { frechetDistance } from './frechet';
import { fitGaussian, type Gaussian } from './gaussian';

const size = digitSize ** 2;

/** Bytes of digits as networks take them: `[count, 28, 28, 1]` in [−1, 1]. */
export function tensorOf(images: Uint8Array): tf.Tensor4D {
  const pixels = toSigned(images);
  return tf.tensor4d(pixels, [images.length / size, digitSize, digitSize, 1]);
}

/**
 * The refiner's versions of digits.
 *
 * @param images `[count, 28, 28]` bytes
 * @param batchSize bounds the memory that it takes
 * @returns as many bytes
 */
export async function refine(
  refiner: Network,
  images: Uint8Array,
  batchSize = 100,
): Promise<Uint8Array> {
  const refined = new Uint8Array(images.length);
  for (let start = 0; start < images.length; start += batchSize * size) {
    const batch = images.subarray(start, start + batchSize * size);
    const made = tf.tidy(() => refiner.forward(tensorOf(batch), { mode: 'inference' }));
    refined.set(toBytes(await made.data<'float32'>()), start);
    made.dispose();
  }
  return refined;
}

export interface Refinement {
  /** Share of digits that the classifier reads as their labels say, in [0, 1]. */
  readonly labelsKept: number;
  /** To real digits, in the classifier's features; see `metrics/frechet`. */
  readonly frechetDistance: number;
  /** Mean |R(x) − x| over all pixels, in [0, 2]. */
  readonly change: number;
}

/** Measures refined digits by the classifier of real digits; sets of one size can be compared. */
export class RefinementMeasure {
  private constructor(
    private readonly classifier: StraightNetwork,
    private readonly real: Gaussian,
  ) {}

  /** @param real digits that nothing has learned from */
  static async prepare(
    classifier: StraightNetwork,
    real: MnistDataset,
  ): Promise<RefinementMeasure> {
    const { features } = await classifyDigits({ classifier, images: real.images });
    return new RefinementMeasure(classifier, fitGaussian(features, featureCount));
  }

  /** @param refined as many bytes as the synthetic digits have, which they were made of */
  async take(refined: Uint8Array, { images, labels }: LabelledDataset): Promise<Refinement> {
    const classified = await classifyDigits({ classifier: this.classifier, images: refined });
    const features = fitGaussian(classified.features, featureCount);
    return {
      labelsKept: accuracyOf(classified, labels),
      frechetDistance: frechetDistance(features, this.real),
      change: meanChange(refined, images),
    };
  }
}

/** Of grey levels 0 to 255, as a mean of values in [−1, 1]. */
function meanChange(refined: Uint8Array, images: Uint8Array): number {
  const sum = refined.reduce((sum, value, i) => sum + Math.abs(value - (images[i] ?? 0)), 0);
  return sum / 127.5 / images.length;
}
