/** What the picture shows of one moment: both densities, D and the best D, and G's arrows. */
import { noiseLattice } from '@lib/data/noise';
import { optimalDiscriminator } from '@lib/metrics/optimal-discriminator';
import type { ToyComparison, ToyView, ToyInfo, ToyPicture } from '@lib/models/toy-gan';
import type { CellState } from '../kit/cell-state';
import type { lineControls } from './controls';

export type LineState = CellState<LineTypes>;

/** The axis: so many equal cells between both ends, the same for every curve. */
export const axis = { low: -1.25, high: 1.25, cells: 100 } as const;
const cellSide = (axis.high - axis.low) / axis.cells;

/** How many arrows z → G(z), less one. */
const arrowSteps = 24;

/** Where the arrows begin: places of z with the same probability between any two neighbours. */
export const arrowNoise: readonly number[] = [
  ...noiseLattice({ dimension: 1, distribution: 'gaussian' }, arrowSteps),
];

export const lineView: ToyView = {
  points: 0,
  mapCells: axis.cells,
  arrows: 0,
  latticeSteps: arrowSteps,
};

export interface LineSnapshot {
  /** Probability of every cell of the axis, the data's and the generator's. */
  readonly data: readonly number[];
  readonly generated: readonly number[];
  /** D(x) in the middle of every cell, in [0, 1]. */
  readonly answers: readonly number[];
  /** G at the places of z that `arrowNoise` has. */
  readonly lattice: readonly number[];
  /** Updates of G, and of D. */
  readonly step: number;
  readonly discriminatorUpdates: number;
  /** Share of D's last batch that it told rightly, in [0, 1]; NaN before it had any. */
  readonly accuracy: number;
  /** JS divergence in nats, and what a perfect generator scores; NaN while unknown. */
  readonly divergence: number;
  readonly floor: number;
}

/** What a state shows. */
export function snapshotOf({ info, lanes, step, watched }: LineState): LineSnapshot {
  const { picture = null, metrics = null } = lanes[0] ?? {};
  const comparisons = watched['comparison']?.value as readonly (ToyComparison | null)[] | undefined;
  const comparison = comparisons?.[0];
  return {
    data: [...(info?.density ?? [])].slice(0, axis.cells),
    generated: [...(picture?.density ?? [])].slice(0, axis.cells),
    answers: Array.from(picture?.outputs ?? [], sigmoid),
    lattice: [...(picture?.lattice ?? [])],
    step,
    discriminatorUpdates: metrics?.['discriminatorUpdates'] ?? 0,
    accuracy: metrics?.['accuracy'] ?? NaN,
    divergence: comparison?.js ?? NaN,
    floor: comparison?.floor.js ?? NaN,
  };
}

/** The middle of a cell. */
export const centreOf = (cell: number): number => axis.low + (cell + 0.5) * cellSide;

/** A probability of a cell as a density. */
export const densityOf = (probability: number): number => probability / cellSide;

/** Where hardly anything is, D* hangs on rounding: this little in a cell, and no curve is drawn. */
const leastMass = 2e-5;

/** D*(x) = p_data / (p_data + p_g) in every cell; NaN where neither is to be found. */
export function bestAnswers({ data, generated }: LineSnapshot): number[] {
  const best = optimalDiscriminator(Float64Array.from(data), Float64Array.from(generated));
  return [...best].map((answer, cell) =>
    (data[cell] ?? 0) + (generated[cell] ?? 0) < leastMass ? NaN : answer,
  );
}

/** How far D is from the best D: mean |D − D*| over what D gets to see, half reals, half fakes. */
export function gapOf(snapshot: LineSnapshot): number {
  const { data, generated, answers } = snapshot;
  let [sum, mass] = [0, 0];
  bestAnswers(snapshot).forEach((best, cell) => {
    if (Number.isNaN(best)) return;
    const weight = (data[cell] ?? 0) + (generated[cell] ?? 0);
    sum += weight * Math.abs((answers[cell] ?? NaN) - best);
    mass += weight;
  });
  return sum / mass;
}

/** The mean of D over generated points, those of the arrows. */
export function meanAnswer({ answers }: LineSnapshot, points: readonly number[]): number {
  return points.reduce((sum, x) => sum + answerAt(answers, x), 0) / points.length;
}

/** How far G has moved its points from one moment to the next, in the mean, to the right. */
export function meanShift(before: LineSnapshot, after: LineSnapshot): number {
  const shifts = after.lattice.map((x, i) => x - (before.lattice[i] ?? NaN));
  return shifts.reduce((sum, shift) => sum + shift, 0) / shifts.length;
}

/** D at a place, linear between the middles of two cells. */
function answerAt(answers: readonly number[], x: number): number {
  const place = Math.min(Math.max((x - axis.low) / cellSide - 0.5, 0), axis.cells - 1);
  const cell = Math.min(Math.floor(place), axis.cells - 2);
  const [left, right] = [answers[cell] ?? NaN, answers[cell + 1] ?? NaN];
  return left + (right - left) * (place - cell);
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

export interface Own {
  /** What the last update has done. */
  readonly narration: string;
  /** What was shown last; `null` before a run. */
  readonly snapshot: LineSnapshot | null;
}

export interface LineTypes {
  readonly controls: typeof lineControls;
  readonly picture: ToyPicture;
  readonly info: ToyInfo;
  readonly own: Own;
  readonly ownAction: never;
  readonly commands: object;
}
