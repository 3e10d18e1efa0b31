/** The moment that the cell opens with, made by `tools/make-duel-opening.ts`. */
import type { DuelNumbers } from './measures';
import data from './opening.json';

export interface Opening {
  readonly seed: number;
  readonly discriminatorUpdates: number;
  /** Flat lists of `[x, y]`. */
  readonly real: readonly number[];
  readonly start: readonly number[];
  readonly lanes: readonly {
    readonly points: readonly number[];
    readonly outputs: readonly number[];
  }[];
  /** What was measured on the way. */
  readonly numbers: readonly DuelNumbers[];
}

export const opening: Opening = data;
