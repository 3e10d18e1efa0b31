/** What the rectifiers' cell draws of a frame in numbers. */
import type { ContestFrame, Lane } from '@lib/runtime/contest/protocol';
import type { RectifierName } from '@lib/training/rectifier-contender';
import { emptySeries, type Point, type Series } from '../../charts/series';

/** In the worker's order, without the worker's program. */
export const rectifierNames = [
  'relu',
  'leaky-relu',
  'prelu',
] as const satisfies readonly RectifierName[];
const measures = ['loss', 'gradient', 'dead'] as const;
export type Measure = (typeof measures)[number];
export type CurveName = `${Measure} ${RectifierName}`;

const curveNames = measures.flatMap((measure) =>
  rectifierNames.map((rectifier): CurveName => `${measure} ${rectifier}`),
);

export const emptyCurves: Series<CurveName> = emptySeries(curveNames);

/** Units of a lane that no gradient comes back through. */
export function deadUnits({ view }: Lane): number {
  return view.silent.reduce((sum, { dead }) => sum + dead, 0);
}

/** The gradient that a lane's chart shows: on G's images if there are any, else on the first layer. */
export function shownGradient({ view }: Lane): number {
  return view.imageGradient ?? view.firstLayerGradient;
}

/** A frame as the curves have it: gradients as powers of ten, gaps where a lane has diverged. */
export function pointOf({ step, lanes }: Pick<ContestFrame, 'step' | 'lanes'>): Point<CurveName> {
  const values = Object.fromEntries(curveNames.map((name) => [name, NaN]));
  for (const lane of lanes) {
    if (lane.hasDiverged) continue;
    values[`loss ${lane.rectifier}`] = lane.view.loss;
    values[`gradient ${lane.rectifier}`] = Math.log10(shownGradient(lane));
    values[`dead ${lane.rectifier}`] = deadUnits(lane);
  }
  return { step, ...values } as Point<CurveName>;
}
