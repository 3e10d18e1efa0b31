import { classCount } from '../data/digit-classes';

/** Which digits a set of images shows, by the classifier's likeliest class. */
export interface ClassHistogram {
  /** Images of each class, `[10]`. */
  readonly counts: readonly number[];
  /** Their shares, summing to 1; all 0 for no images. */
  readonly shares: readonly number[];
  /** Entropy of the shares in nats: 0 for a single class, ln 10 ≈ 2.303 for equal shares. */
  readonly entropy: number;
}

/** Entropy of equal shares of all ten classes, in nats: the largest there is. */
export const largestEntropy = Math.log(classCount);

/**
 * Count the classes of a set of images.
 *
 * @param classes digits, 0 to 9
 * @throws on anything else
 */
export function classHistogram(classes: Uint8Array): ClassHistogram {
  const counts = new Array<number>(classCount).fill(0);
  for (const digit of classes) {
    const count = counts[digit];
    if (count === undefined) throw new RangeError(`a class is a digit, received ${digit}`);
    counts[digit] = count + 1;
  }
  const shares = counts.map((count) => count / Math.max(1, classes.length));
  return { counts, shares, entropy: entropyOf(shares) };
}

/** Shannon's entropy −Σ p ln p of shares that sum to 1, in nats, with 0 ln 0 = 0. */
export function entropyOf(shares: readonly number[]): number {
  // Subtracted from 0, so that a single class has 0 and not −0.
  return shares.reduce((sum, share) => sum - (share > 0 ? share * Math.log(share) : 0), 0);
}
