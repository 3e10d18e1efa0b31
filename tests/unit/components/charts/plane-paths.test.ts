import { describe, expect, it } from 'vitest';
import { arrowLines, dots, latticeLines, longest } from '@components/charts/plane-paths';

describe('paths of the plane', () => {
  it('draw points with y upwards', () => {
    expect(dots([0.5, 0.25, -1, 0])).toBe('M0.500 -0.250h0M-1.000 0.000h0');
  });

  it('draw a lattice of two dimensions as its rows and columns, of one as a curve', () => {
    const square = [0, 0, 1, 0, 0, 1, 1, 1];
    expect(latticeLines(square, 2).match(/M/g)).toHaveLength(4);
    expect(latticeLines(square, 1).match(/M/g)).toHaveLength(1);
    expect(latticeLines([], 2)).toBe('');
  });

  it('draw arrows of any size to the same scale, and none for no gradient', () => {
    expect(arrowLines([0, 0], [1e-6, 0])).toBe(arrowLines([0, 0], [5, 0]));
    expect(arrowLines([0, 0], [0, 0])).toBe('');
    expect(longest([3, 4, 0, 1])).toBe(5);
  });
});
