import { afterEach, describe, expect, test, vi } from 'vitest';
import { onTyping, takesEveryCore, TypingHold } from '@lib/typing';
import { FakeField, FakeInput, stubPage } from './support/fake-keys';
import { Clock } from './support/fake-trainer';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a training that heeds typing', () => {
  test('holds until no key has come for a while', () => {
    const clock = new Clock();
    const hold = new TypingHold(clock.now);
    expect(hold.look()).toBe(0);
    hold.typed();
    expect(hold.look()).toBe(700);
    clock.present = 300;
    hold.typed();
    clock.present = 999;
    expect(hold.look()).toBe(1);
    clock.present = 1000;
    expect(hold.look()).toBe(0);
  });

  test('takes a step every few seconds though keys go on for minutes', () => {
    const clock = new Clock();
    const hold = new TypingHold(clock.now);
    const steps: number[] = [];
    for (; clock.present < 60_000; clock.present += 100) {
      hold.typed();
      if (hold.look() === 0) steps.push(clock.present);
    }
    const apart = steps.slice(1).map((at, i) => at - (steps[i] ?? 0));
    expect(steps.length).toBeGreaterThan(10);
    expect(Math.max(...apart)).toBeLessThanOrEqual(5100);
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(5000);
  });

  test('goes on at once when it is let go', () => {
    const hold = new TypingHold(() => 5);
    hold.typed();
    hold.release();
    expect(hold.look()).toBe(0);
  });

  test('does so only where it leaves the page no core', () => {
    vi.stubGlobal('navigator', { hardwareConcurrency: 4 });
    expect(takesEveryCore(4)).toBe(true);
    expect(takesEveryCore(3)).toBe(false);
  });
});

describe('a key', () => {
  const isHeard = (at: FakeField, how = {}) => {
    const { press } = stubPage();
    const tell = vi.fn();
    const hush = onTyping(tell);
    press(at, how);
    hush();
    return tell.mock.calls.length === 1;
  };

  test('is typing in an editor or an input for text, and no command', () => {
    expect(isHeard(new FakeField(true))).toBe(true);
    expect(isHeard(new FakeInput('number'))).toBe(true);
    expect(isHeard(new FakeField(true), { ctrlKey: true })).toBe(false);
  });

  test('is none on a slider, a button or the page', () => {
    expect(isHeard(new FakeInput('range'))).toBe(false);
    expect(isHeard(new FakeInput('checkbox'))).toBe(false);
    expect(isHeard(new FakeField())).toBe(false);
  });

  test('is told of a few times a second only, and no longer than wanted', () => {
    const { press } = stubPage();
    const tell = vi.fn();
    const hush = onTyping(tell);
    const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1000);
    const key = () => {
      press(new FakeField(true));
    };
    key();
    key();
    expect(tell).toHaveBeenCalledTimes(1);
    now.mockReturnValue(performance.now() + 200);
    key();
    hush();
    now.mockRestore();
    key();
    expect(tell).toHaveBeenCalledTimes(2);
  });
});
