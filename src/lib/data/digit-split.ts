import { Random } from '../random';
import { splitDataset, withLabels } from './split';
import type { MnistDataset } from './mnist';

/** Images of the shipped 10,000 that the digit classifier never sees in training. */
export const heldOutCount = 1500;
/** Seed of the split. */
export const splitSeed = 1500;

/** The one split of the shipped images that the digit classifier is trained and judged on: 8,500 and 1,500. */
export function splitShippedDigits(dataset: MnistDataset) {
  return splitDataset(withLabels(dataset), {
    heldOut: heldOutCount,
    random: new Random(splitSeed),
  });
}
