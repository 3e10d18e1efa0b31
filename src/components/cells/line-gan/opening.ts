/** The moment that the cell opens with, made by `tools/make-line-opening.ts`. */
import data from './opening.json';
import type { LineSnapshot } from './snapshot';

export const opening: { readonly seed: number; readonly snapshot: LineSnapshot } = data;
