/** Finding "slanted 7", "upright 7", "upright 1" among samples, for the arithmetic on z. */
import type { Classified } from '../metrics/classify';
import type { AttributeName, DigitAttributes } from './image-moments';

/** A kind of digit, relative to others of its class: `{ digit: 7, attribute: 'slant', end: 'high' }`. */
export interface Kind {
  readonly digit: number;
  readonly attribute: AttributeName;
  /** Which end of the attribute's range among the samples of this digit. */
  readonly end: 'low' | 'high';
}

interface FindOptions {
  readonly kind: Kind;
  readonly classified: Pick<Classified, 'classes' | 'confidences'>;
  /** Of every sample; `null` where there is no ink. */
  readonly attributes: readonly (DigitAttributes | null)[];
  /** Examples wanted. */
  readonly count: number;
  /** Samples of which the classifier is less sure are left out. */
  readonly minConfidence?: number;
}

/**
 * The samples that are most of a kind, most so first: among those surely of the digit, the ones at
 * the end of the attribute's range.
 *
 * @returns indices of samples; fewer than `count` if there are not so many
 */
export function findExamples(options: FindOptions): number[] {
  const { kind, classified, attributes, count, minConfidence = 0.95 } = options;
  const { classes, confidences } = classified;
  const valueOf = (i: number) => attributes[i]?.[kind.attribute] ?? 0;
  const sign = kind.end === 'high' ? -1 : 1;
  return attributes
    .map((_, i) => i)
    .filter((i) => attributes[i] && classes[i] === kind.digit)
    .filter((i) => (confidences[i] ?? 0) >= minConfidence)
    .sort((a, b) => sign * (valueOf(a) - valueOf(b)) || a - b)
    .slice(0, count);
}
