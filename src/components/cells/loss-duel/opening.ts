/** The moment that the cell opens with, made by `tools/make-duel-opening.ts`. */
import type { DuelNumbers } from './measures';
import { loadOpening } from '../shared/opening';
import url from './opening.json?url';

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
  /** What was measured last. */
  readonly latest: DuelNumbers;
}

export const opening = await loadOpening<Opening>(url, () => import('./opening.json'));
