import { describe, expect, it } from 'vitest';
import { discriminatorShape, generatorShape, initialParameters } from '@lib/models/mlp-gan';
import { mlpLayers, parameterCount } from '@lib/backends/mlp-shape';
import { Random } from '@lib/random';

const options = { layers: 2, width: 14, activation: 'relu' } as const;

describe('the small GAN’s networks', () => {
  it('lead from noise to points, and from points to one logit', () => {
    expect(generatorShape({ ...options, noiseSize: 1, dimension: 2 }).sizes).toEqual([
      1, 14, 14, 2,
    ]);
    expect(discriminatorShape({ ...options, dimension: 2 }).sizes).toEqual([2, 14, 14, 1]);
  });

  it('are linear without hidden layers', () => {
    const shape = discriminatorShape({ ...options, layers: 0, dimension: 2 });
    expect(shape.sizes).toEqual([2, 1]);
    expect(mlpLayers(shape).map(({ activation }) => activation)).toEqual(['linear']);
  });

  it.each([
    ['relu', 6 / 14],
    ['tanh', 6 / 28],
  ] as const)('begin with %s weights within their initialiser’s limits', (activation, square) => {
    const shape = discriminatorShape({ ...options, activation, dimension: 2 });
    const parameters = initialParameters(shape, new Random(1));
    const { kernel = 0, bias = 0 } = mlpLayers(shape)[1] ?? {};
    const largest = Math.max(...parameters.slice(kernel, bias).map(Math.abs));
    expect(largest).toBeLessThan(Math.sqrt(square));
    expect(largest).toBeGreaterThan(0.9 * Math.sqrt(square));
    expect(parameters).toHaveLength(parameterCount(shape));
  });

  it('begin with the same weights for the same seed only', () => {
    const shape = discriminatorShape({ ...options, dimension: 2 });
    const draw = (seed: number) => [...initialParameters(shape, new Random(seed))];
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });
});
