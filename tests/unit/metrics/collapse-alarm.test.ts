import { describe, expect, it } from 'vitest';
import { CollapseAlarm, type CollapseReading } from '@lib/metrics/collapse-alarm';
import { Random } from '@lib/random';

const reference = { entropy: 2.3, diversity: 60 };
const good = { entropy: 2.2, diversity: 58 };
const onlyOnes = { entropy: 0.1, diversity: 25 };
/** Different digits by the classifier, but the same ten pictures again and again. */
const alike = { entropy: 2.2, diversity: 20 };

/** The verdicts on readings 100 steps apart, the first at step 100. */
function verdicts(readings: readonly Omit<CollapseReading, 'step'>[], alarm = newAlarm()) {
  return readings.map((reading, i) => alarm.add({ step: 100 * (i + 1), ...reading }));
}

const newAlarm = () => new CollapseAlarm({ reference, window: 3 });
const times = <Item>(count: number, item: Item) => new Array<Item>(count).fill(item);

describe('the collapse alarm', () => {
  it('stays quiet for a generator that is as varied as real digits', () => {
    const random = new Random(1);
    const noisy = Array.from({ length: 200 }, () => ({
      entropy: 2.1 + 0.1 * random.normal(),
      diversity: 55 + 3 * random.normal(),
    }));
    expect(verdicts(noisy).some(({ isCollapsed }) => isCollapsed)).toBe(false);
  });

  it('sounds when a run ends up in one digit, and says since when', () => {
    const found = verdicts([...times(5, good), ...times(4, onlyOnes)]);
    expect(found.map(({ isCollapsed }) => isCollapsed)).toEqual([
      ...times(6, false),
      ...times(3, true),
    ]);
    // Means of 2.2, 0.1, 0.1 are below 0.6 · 2.3 first at the seventh measurement.
    expect(found.at(-1)).toMatchObject({ cause: 'classes', since: 500 });
  });

  it('sounds when the images are alike though their classes are not', () => {
    const found = verdicts([...times(3, good), ...times(4, alike)]);
    expect(found.at(-1)).toMatchObject({ isCollapsed: true, cause: 'images' });
  });

  it('does not sound for one odd measurement', () => {
    const found = verdicts([...times(4, good), onlyOnes, ...times(4, good)]);
    expect(found.some(({ isCollapsed }) => isCollapsed)).toBe(false);
  });

  it('does not sound before its window is full', () => {
    expect(verdicts(times(2, onlyOnes)).some(({ isCollapsed }) => isCollapsed)).toBe(false);
    expect(verdicts(times(3, onlyOnes)).at(-1)?.isCollapsed).toBe(true);
  });

  it('leaves out the start of a run, where there are no digits yet', () => {
    const alarm = new CollapseAlarm({ reference, window: 3, fromStep: 500 });
    const found = verdicts([...times(4, onlyOnes), ...times(4, good)], alarm);
    expect(found.some(({ isCollapsed }) => isCollapsed)).toBe(false);
  });

  it('goes quiet only after a clear recovery', () => {
    const alarm = newAlarm();
    verdicts(times(3, onlyOnes), alarm);
    const half = { entropy: 0.7 * reference.entropy, diversity: 0.7 * reference.diversity };
    const later = [...times(4, half), ...times(3, good)].map((reading, i) =>
      alarm.add({ step: 1000 + i, ...reading }),
    );
    expect(later.map(({ isCollapsed }) => isCollapsed)).toEqual([
      ...times(4, true),
      // Means of 0.7, 0.7, 0.96, then 0.7, 0.96, 0.96 of the reference.
      true,
      false,
      false,
    ]);
  });

  it('forgets what came after the step that a run was rewound to', () => {
    const alarm = newAlarm();
    verdicts([...times(3, good), ...times(3, onlyOnes)], alarm);
    expect(alarm.add({ step: 300, ...good })).toMatchObject({ isCollapsed: false, since: null });
  });

  it('compares with real digits: fewer classes there are no alarm', () => {
    const alarm = new CollapseAlarm({ reference: { entropy: 0.12, diversity: 26 }, window: 3 });
    expect(verdicts(times(5, onlyOnes), alarm).some(({ isCollapsed }) => isCollapsed)).toBe(false);
  });

  it('of data of one digit sounds only when the images are alike', () => {
    // What the classifier mistakes makes some entropy among real images.
    const alarm = () =>
      new CollapseAlarm({ reference: { entropy: 0.05, diversity: 26 }, window: 3 });
    const found = verdicts(times(5, { entropy: 0, diversity: 25 }), alarm());
    expect(found.some(({ isCollapsed }) => isCollapsed)).toBe(false);
    const same = verdicts(times(5, { entropy: 0, diversity: 5 }), alarm());
    expect(same.at(-1)).toMatchObject({ isCollapsed: true, cause: 'images' });
  });

  it('of data of two digits sounds when one of them is missing', () => {
    const alarm = new CollapseAlarm({ reference: { entropy: Math.LN2, diversity: 50 }, window: 3 });
    const found = verdicts(times(5, { entropy: 0.05, diversity: 45 }), alarm);
    expect(found.at(-1)).toMatchObject({ isCollapsed: true, cause: 'classes' });
  });

  it('refuses limits that make no sense', () => {
    expect(() => new CollapseAlarm({ reference, window: 0 })).toThrow(RangeError);
    expect(() => new CollapseAlarm({ reference, alarmBelow: 0.9, calmAbove: 0.8 })).toThrow(
      RangeError,
    );
  });
});
