/** What the laboratory shows of one moment. */
import type { ToyComparison, ToyView } from '@lib/runtime/toy/protocol';
import type { Divergences } from '@lib/metrics/density-comparison';
import type { ObjectiveName } from '@lib/training/objectives';
import type { ToyMetrics } from '@lib/training/toy-trainer';

/** Which of the layers of the picture are wanted. */
export interface Shown {
  readonly map: boolean;
  readonly arrows: boolean;
  readonly lattice: boolean;
}

/** Flat lists of `[x, y]`, but for `outputs`. */
export interface Moment {
  readonly real: ArrayLike<number>;
  readonly points: ArrayLike<number>;
  /** D's outputs in every cell of a square map, row by row from below. */
  readonly outputs: ArrayLike<number>;
  readonly boundary: number;
  readonly arrows: { readonly points: ArrayLike<number>; readonly arrows: ArrayLike<number> };
  readonly lattice: ArrayLike<number>;
  readonly noiseDimension: number;
  readonly metrics: ToyMetrics;
  readonly modeCount: number;
  readonly floor: Divergences | null;
  readonly comparison: ToyComparison | null;
}

/** What a session is to send. */
export function viewOf({ map, arrows, lattice }: Shown): ToyView {
  return {
    points: 400,
    mapCells: map ? 40 : 0,
    arrows: arrows ? 60 : 0,
    latticeSteps: lattice ? 20 : 0,
    comparison: true,
  };
}

/**
 * How steeply D's outputs turn into tints: probabilities as they are, outputs of other losses so
 * that they use the same range.
 */
export function steepness(
  loss: ObjectiveName,
  outputs: ArrayLike<number>,
  boundary: number,
): number {
  if (loss === 'saturating' || loss === 'non-saturating') return 1;
  const largest = Array.from(outputs).reduce(
    (most, output) => Math.max(most, Math.abs(output - boundary)),
    0,
  );
  return largest > 0 ? 4 / largest : 1;
}
