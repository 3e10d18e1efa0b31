import { Matrix } from 'ml-matrix';

/** A normal distribution in `dimension` dimensions. */
export interface Gaussian {
  readonly mean: Float64Array;
  /** Symmetric, `[dimension, dimension]`. */
  readonly covariance: Matrix;
}

/**
 * The normal distribution with the mean and covariance of a set of points.
 *
 * @param points `[count, dimension]`, one point after the other
 * @throws on fewer than two points, which have no covariance, and on points that are not whole
 */
export function fitGaussian(points: Float32Array, dimension: number): Gaussian {
  const count = points.length / dimension;
  if (!Number.isInteger(count) || count < 2) {
    throw new RangeError(
      `a covariance needs 2 or more whole points of ${dimension} numbers, received ${points.length} numbers`,
    );
  }
  const mean = new Float64Array(dimension);
  points.forEach((value, i) => (mean[i % dimension] = (mean[i % dimension] ?? 0) + value / count));

  const centred = Matrix.zeros(count, dimension);
  points.forEach((value, i) => {
    const column = i % dimension;
    centred.set((i - column) / dimension, column, value - (mean[column] ?? 0));
  });
  // Unbiased, as Heusel et al.'s own program has it: divided by one less than the count.
  const covariance = centred
    .transpose()
    .mmul(centred)
    .div(count - 1);
  return { mean, covariance };
}
