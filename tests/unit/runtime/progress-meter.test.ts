import { describe, expect, it } from 'vitest';
import { ProgressMeter } from '@lib/runtime/progress-meter';

describe('a progress meter', () => {
  it('knows no pace before the first step', () => {
    const meter = new ProgressMeter();
    expect(meter.elapsedMs).toBe(0);
    expect(meter.stepsPerSecond).toBe(0);
    expect(meter.remainingMs(100)).toBe(0);
  });

  it('takes the first step’s time for the pace', () => {
    const meter = new ProgressMeter();
    meter.add(250);
    expect(meter.stepsPerSecond).toBe(4);
    expect(meter.remainingMs(8)).toBe(2000);
  });

  it('adds up the time of steps alone', () => {
    const meter = new ProgressMeter();
    [100, 200, 300].forEach((milliseconds) => {
      meter.add(milliseconds);
    });
    expect(meter.elapsedMs).toBe(600);
  });

  it('moves the pace by a twentieth of a step’s difference, so that one slow step changes little', () => {
    const meter = new ProgressMeter();
    meter.add(100);
    meter.add(300);
    expect(meter.remainingMs(1)).toBeCloseTo(110, 9);
  });

  it('comes to a lasting change of pace', () => {
    const meter = new ProgressMeter();
    meter.add(1000);
    for (let i = 0; i < 200; i++) meter.add(100);
    expect(meter.stepsPerSecond).toBeCloseTo(10, 1);
  });
});
