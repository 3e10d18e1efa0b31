/** The moment that a comparison opens with, made by `tools/make-comparison-openings.ts`. */
import type { ComparisonPoint } from './measures';

export interface OpeningData {
  readonly seed: number;
  /** Updates of D alone, before the first round. */
  readonly headStart: number;
  /** What was measured in the last round. */
  readonly latest: ComparisonPoint;
}

export interface Opening extends OpeningData {
  /** Addresses of the pictures that both drew, in the lanes' order. */
  readonly stills: readonly [string, string];
}
