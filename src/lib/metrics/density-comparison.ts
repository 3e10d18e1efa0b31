import type { GaussianMixture } from '../data/gaussian-mixture';
import type { PlaneGrid } from '../data/plane-grid';
import type { Random } from '../random';
import { jensenShannon, kullbackLeibler } from './divergence';
import { histogram, toProbabilities } from './histogram';

/** How far a generator's distribution is from the data's, in nats. */
export interface Divergences {
  /** KL(p_data ‖ p_g): large where the data is and the generator is not. */
  readonly kl: number;
  /** JS(p_data, p_g), 0 to log 2. */
  readonly js: number;
}

export interface DensityComparisonOptions {
  readonly mixture: GaussianMixture;
  /** Of the mixture's dimension. */
  readonly grid: PlaneGrid;
  /** How many generated points are compared each time. */
  readonly count: number;
  /** Draws the points that give the floor. */
  readonly random: Random;
}

/** Added to every cell's count for KL, which an empty cell would make infinite. */
const pseudoCount = 0.1;
/** The floor is the mean over this many samples of the data itself. */
const floorSamples = 8;

/**
 * Compares generated points with a known distribution, by the probability of every cell of a grid:
 * the data's exactly, the generator's estimated from the points.
 *
 * So few points cannot fill the cells evenly even if they come from the data itself. What such a
 * sample scores is the floor: no generator can be expected to do better.
 */
export class DensityComparison {
  readonly floor: Divergences;
  private readonly grid: PlaneGrid;
  private readonly data: Float64Array;

  constructor({ mixture, grid, count, random }: DensityComparisonOptions) {
    this.grid = grid;
    this.data = mixture.cellProbabilities(grid);
    const scores = Array.from({ length: floorSamples }, () =>
      this.compare(mixture.sample(random, count)),
    );
    const mean = (name: keyof Divergences) =>
      scores.reduce((sum, score) => sum + score[name], 0) / floorSamples;
    this.floor = { kl: mean('kl'), js: mean('js') };
  }

  /** @param points `[count, dimension]`, as many as the floor was made for */
  compare(points: Float32Array): Divergences {
    const counts = histogram(points, this.grid);
    return {
      kl: kullbackLeibler(this.data, toProbabilities(counts, pseudoCount)),
      js: jensenShannon(this.data, toProbabilities(counts)),
    };
  }
}
