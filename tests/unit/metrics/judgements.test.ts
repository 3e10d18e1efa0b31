import { describe, expect, it } from 'vitest';
import { sensitivity, wilsonInterval } from '@lib/metrics/judgements';

describe("Wilson's interval", () => {
  it('is as calculated by hand', () => {
    // z = 2: centre (½ + 4/48) / (1 + 4/24) = ½, reach 2 √(1/96 + 4/2304) / (7/6).
    const [low, high] = wilsonInterval(12, 24, 2);
    expect(low).toBeCloseTo(0.5 - (2 * Math.sqrt(1 / 96 + 4 / 2304)) / (7 / 6), 12);
    expect(low + high).toBeCloseTo(1, 12);
  });

  it('has the level of 95 % by itself', () => {
    expect(wilsonInterval(12, 24).map((bound) => bound.toFixed(3))).toEqual(['0.314', '0.686']);
    expect(wilsonInterval(48, 96).map((bound) => bound.toFixed(3))).toEqual(['0.402', '0.598']);
  });

  it('begins at 0 without a hit, ends at 1 without a miss, and is wide for few trials', () => {
    // z² / (n + z²)
    expect(wilsonInterval(0, 12, 2)).toEqual([0, 0.25]);
    expect(wilsonInterval(12, 12, 2)[1]).toBe(1);
    expect(wilsonInterval(1, 1)[0]).toBeCloseTo(0.2065, 4);
  });

  it('refuses what cannot be', () => {
    expect(() => wilsonInterval(0, 0)).toThrow(RangeError);
    expect(() => wilsonInterval(3, 2)).toThrow(RangeError);
  });
});

describe('d′', () => {
  const judged = (calledReal: number, count: number) => ({ calledReal, count });

  it('is the distance of the two quantiles', () => {
    // Of one answer each, corrected: 1.5 / 2 = ¾ and 0.5 / 2 = ¼.
    expect(sensitivity(judged(1, 1), judged(0, 1))).toBeCloseTo(2 * 0.67449, 4);
  });

  it('is 0 for who always says the same, and for who guesses', () => {
    expect(sensitivity(judged(20, 20), judged(20, 20))).toBeCloseTo(0, 12);
    expect(sensitivity(judged(10, 20), judged(10, 20))).toBeCloseTo(0, 12);
  });

  it('has a value for who is always right, and turns with the answers', () => {
    const right = sensitivity(judged(20, 20), judged(0, 20));
    expect(right).toBeGreaterThan(3);
    expect(sensitivity(judged(0, 20), judged(20, 20))).toBeCloseTo(-right, 12);
  });
});
