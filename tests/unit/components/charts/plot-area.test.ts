import { describe, expect, it } from 'vitest';
import { areaPath, linePath, plotArea, sampled } from '@components/charts/plot-area';

const area = plotArea({
  width: 120,
  height: 60,
  margin: { top: 5, right: 10, bottom: 15, left: 10 },
  x: [-1, 1],
  y: [0, 4],
});

describe('the plot area', () => {
  it('puts the data into the room inside the margins, upwards', () => {
    expect([area.x(-1), area.x(0), area.x(1)]).toEqual([10, 60, 110]);
    expect([area.y(0), area.y(1), area.y(4)]).toEqual([45, 35, 5]);
  });

  it('draws a line through the data', () => {
    expect(linePath(area, [[-1, 0], [0, 4], [1, 1]])).toBe('M10 45L60 5L110 35'); // prettier-ignore
  });

  it('interrupts a line where there is no number, and goes on after it', () => {
    const points = [[-1, 0], [-0.5, NaN], [0, 4], [1, 4]] as const; // prettier-ignore
    expect(linePath(area, points)).toBe('M10 45M60 5L110 5');
  });

  it('keeps what lies far outside near the area', () => {
    expect(linePath(area, [[0, 1e9], [1, -1e9]])).toBe('M60 -35L110 85'); // prettier-ignore
  });

  it('closes an area along its base line', () => {
    expect(areaPath(area, [[-1, 2], [1, 2]])).toBe('M10 45L10 25L110 25L110 45Z'); // prettier-ignore
    expect(areaPath(area, [])).toBe('');
  });

  it('samples a function from end to end', () => {
    expect(sampled((x) => x * x, [-2, 2], 3)).toEqual([[-2, 4], [0, 0], [2, 4]]); // prettier-ignore
  });
});
