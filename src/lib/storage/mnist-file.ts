import { readPublicFile } from '../assets';
import { decodePackedMnist, type MnistDataset } from '../data/mnist';

/** The digits that the site ships. Throws in Japanese if they cannot be had. */
export async function fetchShippedMnist(): Promise<MnistDataset> {
  return decodePackedMnist(await readPublicFile('generated/mnist-10k.bin.gz', '学習画像'));
}
