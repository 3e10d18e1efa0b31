/**
 * The small GAN on the line and in the plane (Goodfellow et al. 2014, arXiv:1406.2661): two
 * perceptrons, any of the losses of `nn/objectives`, and the known remedies against mode collapse.
 */
import type { GaussianComponent } from '../data/gaussian-mixture';
import { cellCentres, type PlaneGrid } from '../data/plane-grid';
import { DensityComparison, type Divergences } from '../metrics/density-comparison';
import { type ModeCoverage, modeCoverage } from '../metrics/mode-coverage';
import { pushforward } from '../metrics/pushforward';
import { objectives } from '../nn/objectives';
import { Random } from '../random';
import type { Family, Lane, RunContext, Watch } from './family';
import { distributionOf } from './toy-data';
import { createToyDiscriminator, createToyGenerator } from './toy-networks';
import {
  discriminatorOn,
  type GradientArrows,
  generatorLattice,
  gradientArrows,
  realToy,
  sampleToy,
} from './toy-probe';
import { checkToySettings, type ToyLane, withLiveSettings } from './toy-settings';
import { toyRecipe } from './toy-recipe';
import { discriminatorTurn, generatorTurn } from './toy-step';

/** How much of each picture a frame holds; 0 for none. */
export interface ToyView {
  /** Generated points. */
  readonly points: number;
  /** Cells along each axis of the map of D's outputs, see `toyMapGrid`. */
  readonly mapCells: number;
  /** Generated points with arrows of G's gradient. */
  readonly arrows: number;
  /** Steps of the lattice of noise along each axis. */
  readonly latticeSteps: number;
}

/** What a frame shows of one GAN; pictures that the view leaves out are empty. */
export interface ToyPicture {
  /** `[points, dimension]`, of noise that stays the same. */
  readonly points: Float32Array;
  /** D's outputs in every cell of the map, as `cellCentres` orders them: logits, or see `Objective`. */
  readonly outputs: Float32Array;
  /** The output above which D takes a point for real. */
  readonly boundary: number;
  readonly arrows: GradientArrows;
  /** Where G puts the lattice, `[(latticeSteps + 1) ** noiseDimension, dimension]`. */
  readonly lattice: Float32Array;
  /** On the line with noise of one dimension: G's probability of every cell of the grid, then outside. */
  readonly density: Float64Array | null;
}

/** What a cell is told of the data. */
export interface ToyInfo {
  readonly dimension: 1 | 2;
  /** Points of the data, `[count, dimension]`. */
  readonly real: Float32Array;
  /** The grid of every comparison, and of `density`. */
  readonly grid: PlaneGrid;
  /** The data's probability of every cell of the grid, and last that of lying outside. */
  readonly density: Float64Array;
  readonly modes: readonly GaussianComponent[];
}

/** Generator and data compared. */
export interface ToyComparison extends Divergences {
  /** Of data that has modes. */
  readonly coverage: ModeCoverage | null;
  /** What a perfect generator would score. */
  readonly floor: Divergences;
}

/** Generated points that are compared with the data. */
const comparedPoints = 4000;
/** Intervals of noise by which a density on the line is followed. */
const densitySteps = 1000;
/** Points of the data that a cell draws. */
const realPoints = 1000;
/** Where all of the data lies, with room around it. */
const extent = { low: -1.25, high: 1.25 } as const;
const none = () => new Float32Array(0);

/** The grid that D's outputs are drawn on. */
export function toyMapGrid(dimension: 1 | 2, cells: number): PlaneGrid {
  return { dimension, ...extent, cells };
}

/** The grid that densities are compared on: cells of about a heap's standard deviation. */
export function toyComparisonGrid(dimension: 1 | 2): PlaneGrid {
  return { dimension, ...extent, cells: dimension === 1 ? 100 : 40 };
}

export const family: Family<ToyLane, ToyView, ToyPicture, ToyInfo> = {
  data: 'none',
  computing: 'small',
  pacing: {
    numbers: { interval: 1000 / 60, share: 0.25 },
    pictures: { interval: 1000 / 60, share: 0.25 },
  },
  // Hundreds a second: more than a chart or a reader could tell apart.
  tellsEveryRound: false,
  streams: ['data', 'noise', 'mixing'],
  seed: ({ seed }) => seed,
  check: checkToySettings,
  networks(settings, random) {
    const { dimension } = distributionOf(settings).mixture;
    return {
      generator: createToyGenerator(settings, dimension, random('generator')),
      discriminator: createToyDiscriminator(settings, dimension, random('discriminator')),
    };
  },
  optimizers: ({ optimizer, momentum, generatorLearningRate, discriminatorLearningRate }) => ({
    generator: { optimizer, momentum, learningRate: generatorLearningRate },
    discriminator: { optimizer, momentum, learningRate: discriminatorLearningRate },
  }),
  turns: ({ discriminatorSteps }) => [
    { ...discriminatorTurn, times: discriminatorSteps },
    generatorTurn,
  ],
  live(current, next) {
    const settings = withLiveSettings(current, next);
    const { dimension } = distributionOf(settings).mixture;
    if (dimension !== distributionOf(current).mixture.dimension) {
      throw new Error('1次元と2次元のデータは、学習の途中では入れ替えられません。');
    }
    return settings;
  },
  recipe: toyRecipe,
  aheadKey: (settings) => JSON.stringify({ ...settings, loss: null }),
  shows(context, { points, mapCells, arrows, latticeSteps }) {
    const { dimension } = distributionOf(context.settings).mixture;
    const { realScore = NaN, fakeScore = NaN } = context.metrics;
    return {
      points: points > 0 ? sampleToy(context, points) : none(),
      outputs: mapCells > 0 ? discriminatorOn(context, mapCentres(dimension, mapCells)) : none(),
      boundary: objectives[context.settings.loss].boundary(realScore, fakeScore),
      arrows: arrows > 0 ? gradientArrows(context, arrows) : { points: none(), arrows: none() },
      lattice: latticeSteps > 0 ? generatorLattice(context, latticeSteps) : none(),
      density: lineDensity(context),
    };
  },
  info([context]) {
    if (!context) throw new Error('a session has at least one lane');
    const { mixture, modes } = distributionOf(context.settings);
    const grid = toyComparisonGrid(mixture.dimension);
    return {
      dimension: mixture.dimension,
      real: realToy(context, realPoints),
      grid,
      density: mixture.cellProbabilities(grid),
      modes,
    };
  },
  watches: { comparison: () => comparisonWatch() },
};

/** Compares every lane with the data, a few times a second. */
function comparisonWatch(): Watch<readonly (ToyComparison | null)[]> {
  return {
    pacing: { interval: 250, share: 0.25 },
    isShownAtRest: true,
    look: (lanes) => lanes.map((lane) => lane && compareToy(lane as Lane & RunContext<ToyLane>)),
  };
}

const comparisons = new WeakMap<object, DensityComparison>();

/** The comparison with a distribution; its floor comes from a seed of its own, and stays. */
function comparisonWith({ mixture }: ReturnType<typeof distributionOf>): DensityComparison {
  const known = comparisons.get(mixture);
  if (known) return known;
  const made = new DensityComparison({
    mixture,
    grid: toyComparisonGrid(mixture.dimension),
    count: comparedPoints,
    random: new Random(1),
  });
  comparisons.set(mixture, made);
  return made;
}

export function compareToy(
  context: Pick<RunContext<ToyLane>, 'settings' | 'networks'>,
): ToyComparison {
  const distribution = distributionOf(context.settings);
  const comparison = comparisonWith(distribution);
  const points = sampleToy(context as RunContext<ToyLane>, comparedPoints);
  const { modes } = distribution;
  return {
    ...comparison.compare(points),
    floor: comparison.floor,
    coverage: modes.length > 0 ? modeCoverage(points, modes) : null,
  };
}

function lineDensity(context: RunContext<ToyLane>): Float64Array | null {
  const { settings } = context;
  const { dimension } = distributionOf(settings).mixture;
  if (dimension !== 1 || settings.noiseDimension !== 1) return null;
  return pushforward(generatorLattice(context, densitySteps), toyComparisonGrid(1));
}

/** The middles of the map's cells, kept since every frame asks for them. */
const kept = new Map<string, Float32Array>();

function mapCentres(dimension: 1 | 2, cells: number): Float32Array {
  const key = `${dimension} ${cells}`;
  const centres = kept.get(key) ?? cellCentres(toyMapGrid(dimension, cells));
  kept.set(key, centres);
  return centres;
}
