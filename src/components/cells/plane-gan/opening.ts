/** The moment that the cell opens with, made by `tools/make-plane-opening.ts`. */
import type { ToyComparison } from '@lib/runtime/toy/protocol';
import type { Moment } from './moment';
import data from './opening.json';

export const opening: Moment = { ...data, comparison: data.comparison satisfies ToyComparison };
