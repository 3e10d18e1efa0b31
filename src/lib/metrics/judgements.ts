/** What answers of "real" and "fake" say: a share with its interval, and how well real and fake were told apart. */
import { normalQuantile } from '../normal-distribution';

/** Φ⁻¹(0.975): of a two-sided interval of 95 %. */
const z95 = normalQuantile(0.975);

/**
 * The interval of Wilson 1927 for a probability of which `hits` of `count` trials are known; unlike the
 * usual one it stays within [0, 1], and says something of 0 hits too.
 *
 * @param count ≥ 1
 * @param z of the level wanted; 95 % if left out
 */
export function wilsonInterval(hits: number, count: number, z = z95): readonly [number, number] {
  if (!(count >= 1 && hits >= 0 && hits <= count)) {
    throw new RangeError(`of ${count} trials, ${hits} cannot have been hits`);
  }
  const share = hits / count;
  const spread = (z * z) / count;
  const centre = share + spread / 2;
  const reach = z * Math.sqrt((share * (1 - share)) / count + spread / (4 * count));
  return [
    Math.max(0, (centre - reach) / (1 + spread)),
    Math.min(1, (centre + reach) / (1 + spread)),
  ];
}

/** How often something was called real. */
export interface Judged {
  readonly calledReal: number;
  readonly count: number;
}

/**
 * Sensitivity d′ of signal detection (Green & Swets 1966): Φ⁻¹ of the share of real images called real
 * minus Φ⁻¹ of the share of fakes called real. 0 for who cannot tell them apart, however often they say
 * "real". To each share half an answer is added, and one to its count (Hautus 1995), so that 0 and 1 have
 * a value too.
 */
export function sensitivity(real: Judged, fake: Judged): number {
  const quantile = ({ calledReal, count }: Judged) =>
    normalQuantile((calledReal + 0.5) / (count + 1));
  return quantile(real) - quantile(fake);
}
