import { describe, expect, it } from 'vitest';
import { normalCdf, normalDensity, normalQuantile } from '@lib/normal-distribution';

describe('the normal distribution', () => {
  it('has the cumulative probabilities of printed tables', () => {
    expect(normalCdf(0)).toBeCloseTo(0.5, 15);
    expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14);
    expect(normalCdf(-1.96)).toBeCloseTo(0.02499789514822, 14);
    expect(normalCdf(-8) / 6.22096057427178e-16).toBeCloseTo(1, 7);
  });

  it('has the integral of its density as cumulative probability', () => {
    let sum = 0;
    const step = 1e-3;
    for (let x = -2 + step / 2; x < 1.5; x += step) sum += normalDensity(x) * step;
    expect(normalCdf(1.5) - normalCdf(-2)).toBeCloseTo(sum, 6);
  });

  it('has quantiles that invert the cumulative probability', () => {
    for (const p of [1e-6, 0.025, 0.5, 0.8, 0.999]) {
      expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
    }
  });
});
