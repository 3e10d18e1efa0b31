import type { MnistDataset } from '@lib/data/mnist';
import { Random } from '@lib/random';

/** So many images of noise of one seed, where what they show does not matter. */
export function noiseDataset(count: number, seed = 1): MnistDataset {
  const random = new Random(seed);
  const images = Uint8Array.from({ length: count * 28 * 28 }, () => random.integer(256));
  return { images, labels: null, count, height: 28, width: 28 };
}
