import { decodePackedMnist, type MnistDataset } from '../data/mnist';

/** The digits that the site ships. Throws in Japanese if they cannot be had. */
export async function fetchShippedMnist(): Promise<MnistDataset> {
  const url = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/generated/mnist-10k.bin.gz`;
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`学習画像を読み込めませんでした（${url}：HTTP ${response.status}）。`);
  }
  return decodePackedMnist(await response.arrayBuffer());
}
