/** Directions of z along which the images change in one respect. */
import type { AttributeName, DigitAttributes } from './image-moments';
import { meanNoise, type Noise } from './vectors';

interface DirectionOptions {
  /** One z for each sample. */
  readonly noise: readonly Noise[];
  /** The digit that each sample shows, as the classifier has it. */
  readonly classes: ArrayLike<number>;
  /** Of each sample; `null` where there is no ink. */
  readonly attributes: readonly (DigitAttributes | null)[];
  readonly attribute: AttributeName;
  /** Share of a digit's samples that either end takes. */
  readonly share?: number;
}

/**
 * The mean z of the samples at the high end of an attribute, less that of the low end. The ends are
 * taken digit by digit, with equally many of each, so that the direction does not turn one digit
 * into another that has more of the attribute.
 *
 * @throws when no digit has enough samples for two ends
 */
export function attributeDirection(options: DirectionOptions): Noise {
  const { noise, classes, attributes, attribute, share = 0.2 } = options;
  const ends = { low: [] as Noise[], high: [] as Noise[] };
  for (const digit of new Set(Array.from(classes))) {
    const order = attributes
      .flatMap((measured, i) =>
        measured && classes[i] === digit ? [{ i, value: measured[attribute] }] : [],
      )
      .sort((a, b) => a.value - b.value || a.i - b.i)
      .flatMap(({ i }) => noise[i] ?? []);
    const count = Math.floor(order.length * share);
    ends.low.push(...order.slice(0, count));
    ends.high.push(...order.slice(order.length - count));
  }
  if (ends.low.length === 0) throw new RangeError('too few samples for the ends of an attribute');
  const low = meanNoise(ends.low);
  return meanNoise(ends.high).map((value, i) => value - (low[i] ?? 0));
}
