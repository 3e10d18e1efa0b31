import { describe, expect, it } from 'vitest';
import { ProgressMeter } from '@lib/session/progress-meter';
import { Clock } from '../support/fake-trainer';

function setUp() {
  const clock = new Clock();
  const meter = new ProgressMeter(clock.now);
  /** Rounds that took so long, and perhaps something after them. */
  const train = (milliseconds: number, { rounds = 1, then = 0 } = {}) => {
    clock.present += milliseconds;
    meter.add(milliseconds, rounds);
    clock.present += then;
  };
  meter.begin();
  return { clock, meter, train };
}

describe('a progress meter', () => {
  it('knows no pace before the first round', () => {
    const { meter } = setUp();
    expect(meter.elapsedMs).toBe(0);
    expect(meter.roundsPerSecond).toBe(0);
    expect(meter.remainingMs(100)).toBe(0);
  });

  it('takes the first round’s time for the pace', () => {
    const { meter, train } = setUp();
    train(250);
    expect(meter.roundsPerSecond).toBe(4);
    expect(meter.remainingMs(8)).toBe(2000);
  });

  it('adds up the time of rounds alone, and counts what is between them in the pace', () => {
    const { meter, train } = setUp();
    train(100, { then: 100 });
    train(100, { then: 100 });
    train(100);
    expect(meter.elapsedMs).toBe(300);
    expect(meter.roundsPerSecond).toBeCloseTo(6, 9);
  });

  it('counts over the last second only', () => {
    const { meter, train } = setUp();
    for (let i = 0; i < 100; i++) train(10);
    for (let i = 0; i < 20; i++) train(100);
    expect(meter.roundsPerSecond).toBeCloseTo(10, 6);
  });

  it('counts over a few rounds at least, so that one that is slow changes little', () => {
    const { meter, train } = setUp();
    for (let i = 0; i < 9; i++) train(1000);
    train(3000);
    expect(meter.remainingMs(1)).toBeCloseTo(1250, 9);
  });

  it('counts thousands of rounds a second as exactly', () => {
    const { meter, train } = setUp();
    for (let i = 0; i < 5000; i++) train(0.25);
    expect(meter.roundsPerSecond).toBeCloseTo(4000, 6);
    train(0.25, { rounds: 3 });
    expect(meter.elapsedMs).toBeCloseTo(1250.25, 6);
  });

  it('forgets the pace of before a pause', () => {
    const { clock, meter, train } = setUp();
    train(100);
    clock.present += 60_000;
    meter.begin();
    expect(meter.roundsPerSecond).toBe(0);
    train(50);
    expect(meter.roundsPerSecond).toBe(20);
    expect(meter.elapsedMs).toBe(150);
  });
});
