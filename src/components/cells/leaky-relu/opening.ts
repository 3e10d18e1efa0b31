/** The moment that the cell opens with, made by `tools/make-rectifier-opening.ts`. */
import type { ContenderView } from '@lib/training/contender';
import type { RectifierName } from '@lib/training/rectifier-contender';
import { loadOpening } from '../shared/opening';
import type { CurveName } from './measures';
import url from './opening.json?url';

export interface Opening {
  readonly seed: number;
  /** Steps that every network has done. */
  readonly step: number;
  readonly views: Readonly<Record<RectifierName, ContenderView>>;
  /** Looks on the way, and what they saw. */
  readonly steps: readonly number[];
  readonly values: Readonly<Record<CurveName, readonly (number | null)[]>>;
}

export const opening = await loadOpening<Opening>(url, () => import('./opening.json'));
