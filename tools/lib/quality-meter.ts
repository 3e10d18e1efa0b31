import type { MnistDataset } from '@lib/data/mnist';
import { drawNoise, generateImages } from '@lib/latent/generate';
import { type DigitQuality, measureQuality, prepareReference } from '@lib/metrics/quality';
import { noiseSize } from '@lib/models/dcgan';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { Random } from '@lib/random';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { filesIn, shippedFolder } from './shipped-model';

/** Generated images that a measurement takes, and real ones of its floor. */
export const measuredCount = 2000;
/** Seed of the noise that every measurement draws from, and of the choice of real images. */
const seed = 2000;

export interface QualityMeter {
  /** Real digits, measured as generated ones are. */
  readonly floor: DigitQuality;
  measure(generator: StraightNetwork): Promise<DigitQuality>;
}

/** Measures generators with the shipped classifier against the shipped digits. */
export async function createQualityMeter(dataset: MnistDataset): Promise<QualityMeter> {
  const classifier = await loadShippedNetwork(filesIn(`${shippedFolder}/digit-classifier`));
  const random = new Random(seed);
  const reference = await prepareReference({
    classifier,
    dataset,
    count: measuredCount,
    random: random.fork('real'),
  });
  const noise = drawNoise(random.fork('noise'), measuredCount, noiseSize);
  return {
    floor: reference.floor,
    async measure(generator) {
      const images = await generateImages(generator, noise);
      return measureQuality({ classifier, images, reference });
    },
  };
}

/** A measurement in few digits, for an account or a terminal. */
export function summarise({ counts, entropy, meanConfidence, frechetDistance }: DigitQuality) {
  return {
    counts,
    entropy: Number(entropy.toFixed(3)),
    meanConfidence: Number(meanConfidence.toFixed(4)),
    frechetDistance: Number(frechetDistance.toPrecision(4)),
  };
}
