import { describe, expect, it } from 'vitest';
import { RateMeter } from '@lib/runtime/toy/rate-meter';
import { Clock } from '../../support/fake-trainer';

describe('the rate meter', () => {
  it('knows nothing before two counts', () => {
    const meter = new RateMeter(new Clock().now);
    expect(meter.perSecond).toBe(0);
    meter.add(5);
    expect(meter.perSecond).toBe(0);
  });

  it('counts over the last second only', () => {
    const clock = new Clock();
    const meter = new RateMeter(clock.now);
    for (const [time, count] of [
      [0, 1000],
      [500, 5],
      [1000, 5],
      [1500, 5],
      [2000, 5],
    ] as const) {
      // prettier-ignore
      clock.present = time;
      meter.add(count);
    }
    expect(meter.perSecond).toBeCloseTo(10, 6);
  });

  it('forgets what was before a pause', () => {
    const clock = new Clock();
    const meter = new RateMeter(clock.now);
    meter.add(1);
    clock.present = 100;
    meter.add(1);
    expect(meter.perSecond).toBe(10);
    meter.reset();
    expect(meter.perSecond).toBe(0);
  });
});
