/** The moment that the cell opens with, made by `tools/make-plane-opening.ts`. */
import { loadOpening } from '../shared/opening';
import type { Moment } from './moment';
import url from './opening.json?url';

export const opening = await loadOpening<Moment>(url, () => import('./opening.json'));
