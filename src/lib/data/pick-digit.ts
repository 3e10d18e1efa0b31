import { Random } from '../random';
import type { MnistDataset } from './mnist';

/**
 * One image of a dataset, with its label (`NaN` if that is unknown).
 *
 * @param seed the same one gives the same image
 */
export function pickDigit(
  { images, labels, count, height, width }: MnistDataset,
  seed: number,
): { readonly image: Uint8Array; readonly label: number } {
  const index = new Random(seed).fork('digit').integer(count);
  const size = height * width;
  return { image: images.slice(index * size, (index + 1) * size), label: labels?.[index] ?? NaN };
}
