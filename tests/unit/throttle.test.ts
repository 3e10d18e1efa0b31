import { describe, expect, it } from 'vitest';
import { Throttle } from '@lib/throttle';
import { Clock } from './support/fake-trainer';

function setUp(pacing: Partial<ConstructorParameters<typeof Throttle>[1]> = {}) {
  const clock = new Clock();
  const throttle = new Throttle(clock.now, { interval: 100, share: 0.25, ...pacing });
  const take = (milliseconds: number) => {
    throttle.begin();
    clock.present += milliseconds;
    throttle.done();
  };
  return { clock, throttle, take };
}

describe('a throttle', () => {
  it('is due at once, and then once an interval has passed since it began', () => {
    const { clock, throttle, take } = setUp();
    expect(throttle.isDue).toBe(true);
    take(10);
    expect([throttle.isDue, throttle.wait]).toEqual([false, 90]);
    clock.present = 100;
    expect([throttle.isDue, throttle.wait]).toEqual([true, 0]);
  });

  it('keeps to its part of the time, however long it takes', () => {
    const { clock, throttle, take } = setUp();
    take(1000);
    clock.present = 3999;
    expect(throttle.isDue).toBe(false);
    clock.present = 4000;
    expect(throttle.isDue).toBe(true);
  });

  it('may have to wait for its first time', () => {
    const { clock, throttle } = setUp({ isDueAtOnce: false });
    expect(throttle.isDue).toBe(false);
    clock.present = 100;
    expect(throttle.isDue).toBe(true);
  });
});
