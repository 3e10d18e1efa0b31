/** The digit that the cell opens with, already classified, made by `tools/make-pooling-opening.ts`. */
import { loadOpening } from '../shared/opening';
import { decodeReading, type StoredReading } from './stored-reading';
import url from './opening.json?url';

export const opening = decodeReading(
  await loadOpening<StoredReading>(url, () => import('./opening.json')),
);
