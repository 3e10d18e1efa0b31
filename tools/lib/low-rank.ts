/**
 * A large dense layer as two small ones, so that the shipped generator is small.
 *
 * Truncating the weights' own singular values would spend most of the rank on what never happens:
 * the layer's inputs are made from 100 numbers of noise. So what is kept small is the error of the
 * outputs on inputs as they occur (Chen et al. 2021, "DRONE: Data-aware Low-rank Compression").
 */
import * as tf from '@tensorflow/tfjs';
import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface DenseWeights {
  /** `[inputs, outputs]`. */
  readonly kernel: tf.Tensor2D;
  /** `[outputs]`. */
  readonly bias: tf.Tensor1D;
}

export interface Factorised {
  /** `[inputs, rank]`, without bias. */
  readonly first: tf.Tensor2D;
  /** `[rank, outputs]`. */
  readonly second: tf.Tensor2D;
  readonly bias: tf.Tensor1D;
  /** Mean squared error of the outputs over their variance, on the inputs given. */
  readonly error: number;
}

/** Keeps a covariance of few inputs invertible, as a share of its mean eigenvalue. */
const ridge = 1e-3;

/**
 * h · W + b as (h · A) · B + b′ with A `[inputs, rank]`, where E|(h − h̄)(W − A B)|² is least over the
 * inputs given and b′ keeps the mean exact.
 *
 * With the covariance C = L Lᵀ of h, the error is |Lᵀ(W − A B)|², least for the truncated singular
 * value decomposition of Lᵀ W = U Σ Vᵀ (Eckart & Young 1936): A = L⁻ᵀ U, B = Uᵀ Lᵀ W.
 *
 * @param inputs `[count, inputs]`, as the layer gets them
 */
export function factorise(
  { kernel, bias }: DenseWeights,
  inputs: tf.Tensor2D,
  rank: number,
): Factorised {
  const count = inputs.shape[0];
  const mean = inputs.mean<tf.Tensor1D>(0);
  const centred = inputs.sub<tf.Tensor2D>(mean);
  const covariance = toMatrix(tf.matMul(centred, centred, true, false).div<tf.Tensor2D>(count));
  const lift = (ridge * covariance.trace()) / covariance.rows;
  covariance.add(Matrix.eye(covariance.rows).mul(lift));
  const lower = new CholeskyDecomposition(covariance).lowerTriangularMatrix;

  const weighted = tf.matMul<tf.Tensor2D>(fromMatrix(lower), kernel, true, false);
  const gram = toMatrix(tf.matMul(weighted, weighted, false, true));
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(gram, {
    assumeSymmetric: true,
  });
  const best = realEigenvalues
    .map((value, i) => [value, i] as const)
    .sort(([a], [b]) => b - a)
    .slice(0, rank);
  const left = fromMatrix(eigenvectorMatrix.subMatrixColumn(best.map(([, i]) => i)));
  const first = fromMatrix(solveTransposed(lower, toMatrix(left)));
  const second = tf.matMul<tf.Tensor2D>(left, weighted, true, false);

  const lost = tf.matMul(mean.expandDims<tf.Tensor2D>(0), kernel.sub(tf.matMul(first, second)));
  const total = realEigenvalues.reduce((sum, value) => sum + value, 0);
  const kept = best.reduce((sum, [value]) => sum + value, 0);
  return {
    first,
    second,
    bias: bias.add(lost.squeeze<tf.Tensor1D>()),
    error: (total - kept) / total,
  };
}

/** X of Lᵀ X = Y, L being lower triangular: from the last row up. */
function solveTransposed(lower: Matrix, right: Matrix): Matrix {
  const solution = right.clone();
  for (let i = lower.rows - 1; i >= 0; i--) {
    for (let c = 0; c < solution.columns; c++) {
      let value = solution.get(i, c);
      for (let k = i + 1; k < lower.rows; k++) value -= lower.get(k, i) * solution.get(k, c);
      solution.set(i, c, value / lower.get(i, i));
    }
  }
  return solution;
}

function toMatrix(tensor: tf.Tensor2D): Matrix {
  const [rows, columns] = tensor.shape;
  return Matrix.from1DArray(rows, columns, tensor.dataSync<'float32'>());
}

function fromMatrix(matrix: Matrix): tf.Tensor2D {
  return tf.tensor2d(Float32Array.from(matrix.to1DArray()), [matrix.rows, matrix.columns]);
}
