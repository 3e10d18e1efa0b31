/** How good a set of generated digits is, measured with the digit classifier against real ones. */
import type { StraightNetwork } from '../nn/straight-network';
import type { MnistDataset } from '../data/mnist';
import { selectImages } from '../data/split';
import { featureCount } from './classifier-layers';
import type { Random } from '../random';
import { type ClassHistogram, classHistogram } from './class-histogram';
import { type Classified, classifyDigits } from './classify';
import { frechetDistance } from './frechet';
import { fitGaussian, type Gaussian } from './gaussian';

/** The numbers of one set of images. */
export interface DigitQuality extends ClassHistogram {
  readonly count: number;
  /** Mean probability of the likeliest digit, in [0.1, 1]. */
  readonly meanConfidence: number;
  /** Fréchet distance to real digits in the classifier's features; see `metrics/frechet`. */
  readonly frechetDistance: number;
}

/** Real digits to measure against. */
export interface RealReference {
  /** The same numbers for `count` real digits: the floor of the distance, and what to expect of the rest. */
  readonly floor: DigitQuality;
  /** Fitted to the features of all other real digits. */
  readonly features: Gaussian;
}

interface ReferenceOptions {
  readonly classifier: StraightNetwork;
  readonly dataset: MnistDataset;
  /** Images in a set to be measured. */
  readonly count: number;
  /** Draws the real digits of the floor. */
  readonly random: Random;
}

/**
 * Prepare real digits for measuring sets of `count` images. They are split in two: `count` of them,
 * measured just as a generated set is, give the floor; the others are what every set is compared
 * with. So the floor and a generator's distance have the same numbers of images on both sides.
 *
 * @throws unless there are at least 2 images on either side
 */
export async function prepareReference(options: ReferenceOptions): Promise<RealReference> {
  const { classifier, dataset, count, random } = options;
  if (count < 2 || dataset.count - count < 2) {
    throw new RangeError(`a set has 2 to ${dataset.count - 2} images, received ${count}`);
  }
  const order = Uint32Array.from({ length: dataset.count }, (_, i) => i);
  random.shuffle(order);
  const classify = (indices: Uint32Array) =>
    classifyDigits({ classifier, images: selectImages(dataset, indices).images });
  const others = await classify(order.subarray(count));
  const features = fitGaussian(others.features, featureCount);
  const floor = qualityOf(await classify(order.subarray(0, count)), features);
  return { floor, features };
}

interface MeasureOptions {
  readonly classifier: StraightNetwork;
  /** `[count, 28, 28]` bytes, 0 black to 255 white; as many as the reference was prepared for. */
  readonly images: Uint8Array;
  readonly reference: RealReference;
}

/**
 * Measure a set of generated digits.
 *
 * @throws on another number of images than the reference's floor was measured with, since the
 *   distance depends on it
 */
export async function measureQuality(options: MeasureOptions): Promise<DigitQuality> {
  const { classifier, images, reference } = options;
  const classified = await classifyDigits({ classifier, images });
  if (classified.count !== reference.floor.count) {
    throw new RangeError(
      `the reference is for ${reference.floor.count} images, received ${classified.count}`,
    );
  }
  return qualityOf(classified, reference.features);
}

function qualityOf(classified: Classified, real: Gaussian): DigitQuality {
  const { count, classes, confidences, features } = classified;
  return {
    count,
    ...classHistogram(classes),
    meanConfidence: confidences.reduce((sum, value) => sum + value, 0) / count,
    frechetDistance: frechetDistance(fitGaussian(features, featureCount), real),
  };
}
