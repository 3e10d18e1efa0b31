import { normalCdf } from '../normal-distribution';
import type { Random } from '../random';
import { cellCount, cellSide, type PlaneGrid } from './plane-grid';

/** A round Gaussian, N(centre, sigma² · I), drawn with a probability in proportion to its weight. */
export interface GaussianComponent {
  /** `[x]` or `[x, y]`. */
  readonly centre: readonly number[];
  /** Standard deviation along every axis, > 0. */
  readonly sigma: number;
  /** > 0. */
  readonly weight: number;
}

/** A mixture of Gaussians on the line or in the plane: simple to sample, and known exactly. */
export class GaussianMixture {
  readonly dimension: 1 | 2;
  readonly components: readonly GaussianComponent[];
  /** For each component, the probability of it or an earlier one. */
  private readonly cumulative: Float64Array;

  /** @throws without components, or with components of different dimensions */
  constructor(components: readonly GaussianComponent[]) {
    const dimension = components[0]?.centre.length;
    if (dimension !== 1 && dimension !== 2) {
      throw new RangeError(`a mixture lies on the line or in the plane, received ${dimension}`);
    }
    if (components.some(({ centre }) => centre.length !== dimension)) {
      throw new RangeError('every component of a mixture has the same dimension');
    }
    const total = components.reduce((sum, { weight }) => sum + weight, 0);
    this.dimension = dimension;
    this.components = components.map((c) => ({ ...c, weight: c.weight / total }));
    let sum = 0;
    this.cumulative = Float64Array.from(this.components, ({ weight }) => (sum += weight));
  }

  /** Points `[count, dimension]`, independently drawn. */
  sample(random: Random, count: number): Float32Array {
    const { dimension } = this;
    const points = new Float32Array(count * dimension);
    for (let i = 0; i < count; i++) {
      const component = this.components[this.find(random.uniform())];
      for (let d = 0; d < dimension; d++) {
        const centre = component?.centre[d] ?? 0;
        points[i * dimension + d] = centre + (component?.sigma ?? 0) * random.normal();
      }
    }
    return points;
  }

  /** The density at a point `[x]` or `[x, y]`, per unit of length or area. */
  density(point: ArrayLike<number>): number {
    let sum = 0;
    for (const { centre, sigma, weight } of this.components) {
      let squared = 0;
      for (let d = 0; d < this.dimension; d++) {
        squared += (((point[d] ?? NaN) - (centre[d] ?? 0)) / sigma) ** 2;
      }
      const peak = (Math.sqrt(2 * Math.PI) * sigma) ** -this.dimension;
      sum += weight * peak * Math.exp(-squared / 2);
    }
    return sum;
  }

  /**
   * The probability of every cell of a grid, and last that of lying outside: together 1.
   *
   * Exact, not a density times an area: along each axis, a Gaussian puts Φ(b) − Φ(a) between a and b.
   *
   * @param grid of this mixture's dimension
   */
  cellProbabilities(grid: PlaneGrid): Float64Array {
    if (grid.dimension !== this.dimension) {
      throw new RangeError(
        `a mixture of dimension ${this.dimension} has no grid of ${grid.dimension}`,
      );
    }
    const count = cellCount(grid);
    const probabilities = new Float64Array(count + 1);
    for (const { centre, sigma, weight } of this.components) {
      const [alongX = [], alongY = [1]] = centre.map((middle) => shares(grid, middle, sigma));
      alongY.forEach((yShare, row) => {
        alongX.forEach((xShare, column) => {
          const cell = row * grid.cells + column;
          probabilities[cell] = (probabilities[cell] ?? 0) + weight * xShare * yShare;
        });
      });
    }
    const inside = probabilities.reduce((sum, probability) => sum + probability, 0);
    probabilities[count] = Math.max(0, 1 - inside);
    return probabilities;
  }

  /** The component for a number in [0, 1): the first whose cumulative probability is above it. */
  private find(uniform: number): number {
    let [low, high] = [0, this.cumulative.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.cumulative[middle] ?? 1) > uniform) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** What N(middle, sigma²) puts into each interval of a grid's axis. */
function shares(grid: PlaneGrid, middle: number, sigma: number): number[] {
  const side = cellSide(grid);
  const below = Array.from({ length: grid.cells + 1 }, (_, i) =>
    normalCdf((grid.low + i * side - middle) / sigma),
  );
  return below.slice(1).map((share, i) => share - (below[i] ?? 0));
}
