/** The moment that the cell opens with, made by `tools/make-line-opening.ts`. */
import { loadOpening } from '../shared/opening';
import url from './opening.json?url';
import type { LineSnapshot } from './snapshot';

export interface Opening {
  readonly seed: number;
  readonly snapshot: LineSnapshot;
}

export const opening = await loadOpening<Opening>(url, () => import('./opening.json'));
