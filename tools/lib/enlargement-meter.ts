import { digitSize } from '@lib/data/digit-classes';
import { upscaled } from '@lib/data/low-resolution';
import type { MnistDataset } from '@lib/data/mnist';
import { featureCount } from '@lib/metrics/classifier-layers';
import { accuracyOf, classifyDigits } from '@lib/metrics/classify';
import { enlargementQuality, type EnlargementQuality } from '@lib/metrics/enlargement';
import { frechetDistanceOfFeatures } from '@lib/metrics/frechet';
import { enlarge } from '@lib/models/srgan-enlarge';
import { shrinking } from '@lib/models/srgan-networks';
import type { Network } from '@lib/nn/network';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { filesIn, shippedFolder } from './shipped-model';

export interface FullQuality extends EnlargementQuality {
  /** From the originals, in the classifier's features. */
  readonly frechet: number;
  /** Share that the classifier still reads as their label, in [0, 1]. */
  readonly recognised: number;
}

/** Measures images that were shrunk and brought back, on all digits left out of training. */
export class EnlargementMeter {
  private constructor(
    private readonly classifier: StraightNetwork,
    private readonly dataset: MnistDataset,
    private readonly features: Float32Array,
  ) {}

  static async prepare(dataset: MnistDataset): Promise<EnlargementMeter> {
    const classifier = await loadShippedNetwork(filesIn(`${shippedFolder}/digit-classifier`));
    const { features } = await classifyDigits({ classifier, images: dataset.images });
    return new EnlargementMeter(classifier, dataset, features);
  }

  async measure(generator: Network): Promise<FullQuality> {
    return this.judge(await enlarge(generator, this.dataset.images));
  }

  interpolated(method: 'nearest' | 'bicubic'): Promise<FullQuality> {
    const options = { side: digitSize, ...shrinking, method };
    return this.judge(upscaled(this.dataset.images, options));
  }

  originals(): Promise<FullQuality> {
    return this.judge(this.dataset.images);
  }

  /** @param images bytes, of all the digits in their order */
  async judge(images: Uint8Array): Promise<FullQuality> {
    const { classifier, dataset } = this;
    const classified = await classifyDigits({ classifier, images });
    return {
      ...enlargementQuality(images, dataset.images, digitSize),
      frechet: frechetDistanceOfFeatures(classified.features, this.features, featureCount),
      recognised: accuracyOf(classified, dataset.labels ?? []),
    };
  }
}
