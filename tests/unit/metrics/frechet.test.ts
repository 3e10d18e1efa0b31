import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { frechetDistance, frechetDistanceOfFeatures } from '@lib/metrics/frechet';
import { fitGaussian, type Gaussian } from '@lib/metrics/gaussian';
import { Random } from '@lib/random';

const diagonal = (mean: number[], variances: number[]): Gaussian => ({
  mean: Float64Array.from(mean),
  covariance: Matrix.diag(variances),
});

/** `count` points of N(0, A Aᵀ), moved by `shift`. */
function normalPoints(seed: number, count: number, mixing: Matrix, shift = 0): Float32Array {
  const random = new Random(seed);
  const dimension = mixing.rows;
  const points = new Float32Array(count * dimension);
  for (let i = 0; i < count; i++) {
    const z = Array.from({ length: mixing.columns }, () => random.normal());
    const point = mixing.mmul(Matrix.columnVector(z)).getColumn(0);
    points.set(
      point.map((value) => value + shift),
      i * dimension,
    );
  }
  return points;
}

const mixing = new Matrix([
  [1, 0.5, -0.3],
  [0, 2, 0.7],
  [0.4, 0, 0.9],
]);

describe('a fitted normal distribution', () => {
  it('has the mean and the unbiased covariance worked out by hand', () => {
    const { mean, covariance } = fitGaussian(Float32Array.of(0, 1, 2, 5, 4, 3), 2);
    expect([...mean]).toEqual([2, 3]);
    expect(covariance.to2DArray()).toEqual([
      [4, 2],
      [2, 4],
    ]);
  });

  it('needs two whole points', () => {
    expect(() => fitGaussian(Float32Array.of(1, 2), 2)).toThrow('received 2');
    expect(() => fitGaussian(Float32Array.of(1, 2, 3), 2)).toThrow('received 3');
  });
});

describe('the Fréchet distance', () => {
  it('between diagonal normal distributions is Σ (m − m′)² + (σ − σ′)²', () => {
    const a = diagonal([0, 1, 2], [1, 4, 9]);
    const b = diagonal([1, 1, 0], [4, 4, 1]);
    expect(frechetDistance(a, b)).toBeCloseTo(1 + 0 + 4 + (1 + 0 + 4), 10);
  });

  it('does not change when both are turned', () => {
    const turn = new Matrix([
      [Math.cos(1), -Math.sin(1)],
      [Math.sin(1), Math.cos(1)],
    ]);
    const turned = ({ mean, covariance }: Gaussian): Gaussian => ({
      mean: Float64Array.from(turn.mmul(Matrix.columnVector([...mean])).getColumn(0)),
      covariance: turn.mmul(covariance).mmul(turn.transpose()),
    });
    const [a, b] = [diagonal([3, 0], [1, 16]), diagonal([0, 1], [9, 1])];
    expect(frechetDistance(turned(a), turned(b))).toBeCloseTo(frechetDistance(a, b), 10);
  });

  it('of distributions that are turned against each other is that of the general formula', () => {
    // For 2 × 2 matrices, (Tr √M)² = Tr M + 2 √det M, with M = C₁ C₂.
    const [first, second] = [
      [
        [2, 1],
        [1, 2],
      ],
      [
        [1, -0.5],
        [-0.5, 3],
      ],
    ].map((rows) => new Matrix(rows)) as [Matrix, Matrix];
    const product = first.mmul(second);
    const determinant = 3 * 2.75;
    const traceOfRoot = Math.sqrt(product.trace() + 2 * Math.sqrt(determinant));
    const mean = Float64Array.of(0, 0);
    expect(frechetDistance({ mean, covariance: first }, { mean, covariance: second })).toBeCloseTo(
      4 + 4 - 2 * traceOfRoot,
      10,
    );
  });

  it('is 0 for equal sets, symmetric, and never negative, also for degenerate ones', () => {
    const value = fc.integer({ min: -50, max: 50 });
    const points = fc
      .array(fc.tuple(value, value, value), { minLength: 2, maxLength: 8 })
      .map((list) => Float32Array.from(list.flat()));
    fc.assert(
      fc.property(points, points, (a, b) => {
        expect(frechetDistanceOfFeatures(a, a, 3)).toBeCloseTo(0, 4);
        const [there, back] = [
          frechetDistanceOfFeatures(a, b, 3),
          frechetDistanceOfFeatures(b, a, 3),
        ];
        expect(there).toBeGreaterThanOrEqual(0);
        expect(Math.abs(there - back)).toBeLessThan(1e-4 * (1 + there));
      }),
    );
  });

  it('of a set moved by a vector is its squared length', () => {
    const points = normalPoints(1, 50, mixing);
    const moved = points.map((value, i) => value + (i % 3 === 2 ? 3 : 0));
    expect(frechetDistanceOfFeatures(points, moved, 3)).toBeCloseTo(9, 3);
  });

  it('between samples of one distribution is small, and smaller for larger samples', () => {
    const floor = (count: number) =>
      frechetDistanceOfFeatures(normalPoints(1, count, mixing), normalPoints(2, count, mixing), 3);
    expect(floor(4000)).toBeLessThan(floor(100));
    expect(floor(4000)).toBeLessThan(0.01);
  });

  it('grows with noise', () => {
    const a = normalPoints(1, 500, mixing);
    const b = normalPoints(2, 500, mixing);
    const random = new Random(3);
    const noise = Float32Array.from(b, () => random.normal());
    const distances = [0, 0.5, 1, 2, 4].map((size) =>
      frechetDistanceOfFeatures(
        a,
        b.map((value, i) => value + size * (noise[i] ?? 0)),
        3,
      ),
    );
    expect(distances).toEqual([...distances].sort((x, y) => x - y));
    expect(distances[4]).toBeGreaterThan(10 * (distances[0] ?? NaN));
  });

  it('is refused between different dimensions', () => {
    expect(() => frechetDistance(diagonal([0], [1]), diagonal([0, 0], [1, 1]))).toThrow('1 and 2');
  });
});
