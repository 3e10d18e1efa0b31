/** The moment that the cell opens with, made by `tools/make-mlp-opening.ts`. */
import type { OpeningCurves } from '../dcgan/curves';
import opening from './opening.json';
import url from './opening.png?url';

export interface Opening {
  readonly seed: number;
  readonly step: number;
  /** As in `NearestSamples`. */
  readonly distances: readonly number[];
  readonly realDistance: number;
  /** Of the run that led there. */
  readonly curves: Omit<OpeningCurves, 'draw'>;
}

/** How many samples the cell shows with their neighbours. */
export const pairCount = 12;

/** All images in a row, 28 × 28 pixels each: the samples, then their neighbours. */
export const openingUrl = url;

const moment: Opening = opening;
export { moment as opening };
