import { EigenvalueDecomposition, type Matrix } from 'ml-matrix';
import { fitGaussian, type Gaussian } from './gaussian';

/**
 * The Fréchet distance between two normal distributions, squared, as Heusel et al. 2017
 * (arXiv:1706.08500, eq. 6) and everybody since report it:
 * |m₁ − m₂|² + Tr(C₁ + C₂ − 2 (C₁ C₂)^½).
 *
 * The trace of the root is taken from the symmetric √C₁ C₂ √C₁, which has the same eigenvalues as
 * C₁ C₂ and no rounding into the complex plane.
 *
 * @returns ≥ 0 in the squared unit of the points; 0 only for equal distributions
 * @throws on distributions of different dimensions
 */
export function frechetDistance(a: Gaussian, b: Gaussian): number {
  if (a.mean.length !== b.mean.length) {
    throw new RangeError(`dimensions differ: ${a.mean.length} and ${b.mean.length}`);
  }
  const betweenMeans = a.mean.reduce((sum, value, i) => sum + (value - (b.mean[i] ?? 0)) ** 2, 0);
  const root = symmetricRoot(a.covariance);
  const product = root.mmul(b.covariance).mmul(root);
  const traceOfRoot = eigenvaluesOf(product).reduce((sum, value) => sum + Math.sqrt(value), 0);
  const traces = a.covariance.trace() + b.covariance.trace();
  // What rounding leaves of equal distributions may lie below 0.
  return Math.max(0, betweenMeans + traces - 2 * traceOfRoot);
}

/**
 * The Fréchet distance between normal distributions fitted to two sets of feature vectors.
 *
 * With the features of our digit classifier it tells generators of this site apart. It must not be
 * compared with a published FID, whose features are those of Inception v3 on colour photographs.
 *
 * Two finite samples of one distribution lie above 0, the more so the fewer they are: compare with
 * that floor, real images against other real images, at the same numbers of images.
 *
 * @param a `[count, dimension]`, one vector after the other
 * @param b likewise; the numbers of vectors may differ
 */
export function frechetDistanceOfFeatures(
  a: Float32Array,
  b: Float32Array,
  dimension: number,
): number {
  return frechetDistance(fitGaussian(a, dimension), fitGaussian(b, dimension));
}

/** The positive semidefinite root V √Λ Vᵀ of a positive semidefinite matrix V Λ Vᵀ. */
function symmetricRoot(matrix: Matrix): Matrix {
  const { eigenvectorMatrix: vectors, realEigenvalues } = decompose(matrix);
  const roots = realEigenvalues.map((value) => Math.sqrt(Math.max(0, value)));
  return vectors.clone().mulRowVector(roots).mmul(vectors.transpose());
}

function eigenvaluesOf(matrix: Matrix): number[] {
  // Rounding turns some zeros negative.
  return decompose(matrix).realEigenvalues.map((value) => Math.max(0, value));
}

function decompose(matrix: Matrix): EigenvalueDecomposition {
  return new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
}
