import type { MnistDataset } from '../../data/mnist';
import { selectImages } from '../../data/split';
import { drawNoise, generateImages } from '../../latent/generate';
import { pixelDiversity } from '../../metrics/diversity';
import {
  type DigitQuality,
  measureQuality,
  prepareReference,
  type RealReference,
} from '../../metrics/quality';
import { imageSize, noiseSize } from '../../models/dcgan';
import type { StraightNetwork } from '../../nn/straight-network';
import { Random } from '../../random';

/** Generated images of a measurement, and real ones of its floor, at the most. */
const largestSet = 500;
/** Real images that both are compared with, at the most: what a phone classifies in seconds. */
const largestReference = 2000;
export interface DigitMeasureOptions {
  readonly dataset: MnistDataset;
  /** Of the digits; the measure disposes it. */
  readonly loadClassifier: () => Promise<StraightNetwork>;
}

/**
 * Measures generators with the digit classifier against the images that they learn from.
 *
 * The same noise is measured each time, so that the numbers change with the networks only.
 */
export class DigitMeasure {
  private constructor(
    private readonly classifier: StraightNetwork,
    readonly reference: RealReference,
    /** Of the real images, in grey levels. */
    readonly diversity: number,
    private readonly noise: Float32Array,
  ) {}

  /** @throws in Japanese if the classifier cannot be had */
  static async prepare(options: DigitMeasureOptions): Promise<DigitMeasure> {
    const random = new Random(500).fork('quality');
    const count = Math.min(largestSet, Math.floor(options.dataset.count / 2));
    const dataset = someOf(options.dataset, count + largestReference, random);
    const classifier = await options.loadClassifier();
    const reference = await prepareReference({ classifier, dataset, count, random });
    const noise = drawNoise(random, count, noiseSize);
    return new DigitMeasure(classifier, reference, diversityOf(dataset.images), noise);
  }

  /** @returns the images that were measured, `[count, 28, 28]`, with what they scored */
  async take(generator: StraightNetwork): Promise<{ quality: DigitQuality; images: Uint8Array }> {
    const { classifier, reference } = this;
    const images = await generateImages(generator, this.noise);
    return { images, quality: await measureQuality({ classifier, images, reference }) };
  }

  dispose(): void {
    this.classifier.dispose();
  }
}

/** How far images are from each other, in grey levels; see {@link pixelDiversity}. */
export function diversityOf(images: Uint8Array): number {
  return pixelDiversity(images, imageSize ** 2);
}

/** Images drawn at random, without repetition. */
function someOf(dataset: MnistDataset, count: number, random: Random): MnistDataset {
  const order = Uint32Array.from({ length: dataset.count }, (_, i) => i);
  random.shuffle(order);
  return selectImages(dataset, order.subarray(0, Math.min(count, dataset.count)));
}
