/** The digit that the cell opens with, already judged, made by `tools/make-fool-opening.ts`. */
import { loadOpening } from '../shared/opening';
import { decodeHearing, type StoredHearing } from './stored-hearing';
import url from './opening.json?url';

export const opening = decodeHearing(
  await loadOpening<StoredHearing>(url, () => import('./opening.json')),
);
