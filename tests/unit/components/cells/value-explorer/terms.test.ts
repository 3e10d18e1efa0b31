import { describe, expect, it } from 'vitest';
import {
  initialState,
  reduce,
  sceneNames,
  sceneOf,
  shareOf,
  scenes,
} from '@components/cells/value-explorer/state';
import {
  gradientRatio,
  logitOf,
  nonSaturatingCurve,
  saturatingCurve,
  sigmoid,
  termsOf,
} from '@components/cells/value-explorer/terms';

const logits = [-40, -5, -1, 0, 0.3, 4, 40];

describe('the terms of V(D, G)', () => {
  it('are those of the table in the text', () => {
    const sums = sceneNames.map((name) => termsOf(scenes[name].answers).sum.toFixed(3));
    expect(sums).toEqual(['-0.020', '-0.211', '-1.386', '-1.715', '-2.408', '-4.615']);
  });

  it('add up to −log 4 where D cannot tell, and never above 0', () => {
    expect(termsOf({ real: 0.5, fake: 0.5 }).sum).toBeCloseTo(-Math.log(4), 12);
    expect(termsOf({ real: 0.99, fake: 0.01 }).sum).toBeLessThan(0);
  });
});

describe("the generator's losses", () => {
  it('are log(1 − D) and −log D, of the logit of D', () => {
    for (const answer of [0.01, 0.3, 0.5, 0.99]) {
      expect(sigmoid(logitOf(answer))).toBeCloseTo(answer, 12);
      expect(saturatingCurve.value(logitOf(answer))).toBeCloseTo(Math.log(1 - answer), 10);
      expect(nonSaturatingCurve.value(logitOf(answer))).toBeCloseTo(-Math.log(answer), 10);
    }
  });

  it.each([
    ['log(1 − D)', saturatingCurve],
    ['−log D', nonSaturatingCurve],
  ])('the slope of %s is what finite differences say', (_, { value, slope }) => {
    for (const a of logits) {
      expect(slope(a)).toBeCloseTo((value(a + 1e-5) - value(a - 1e-5)) / 2e-5, 6);
    }
  });

  it('have gradients in the ratio (1 − D) / D', () => {
    for (const a of [-5, -1, 0, 2]) {
      const ratio = nonSaturatingCurve.slope(a) / saturatingCurve.slope(a);
      expect(ratio / gradientRatio(sigmoid(a))).toBeCloseTo(1, 10);
    }
  });
});

describe('the state', () => {
  it('takes what a slider says within its range and to its step', () => {
    const moved = (value: number) =>
      reduce(initialState, { type: 'move', name: 'fake', value }).answers.fake;
    expect([moved(0.1 + 0.2), moved(0), moved(1)]).toEqual([0.3, 0.01, 0.99]);
  });

  it('lights up the term that is moved, and leaves the other where it was', () => {
    const state = reduce(initialState, { type: 'move', name: 'real', value: 0.4 });
    const answers = { ...initialState.answers, real: 0.4 };
    expect(state).toEqual({ answers, active: 'real', notice: null });
    expect(reduce(state, { type: 'point', name: null }).active).toBeNull();
  });

  it('knows its scenes again', () => {
    for (const scene of sceneNames) {
      expect(sceneOf(reduce(initialState, { type: 'scene', scene }).answers)).toBe(scene);
    }
    expect(sceneOf({ real: 0.42, fake: 0.5 })).toBe('custom');
  });

  it('comes back from a link, and says so when a link cannot be used', () => {
    const moved = reduce(initialState, { type: 'move', name: 'fake', value: 0.37 });
    const shared = reduce(initialState, { type: 'shared', values: shareOf(moved) });
    expect(shared.answers).toEqual(moved.answers);
    const broken = reduce(moved, { type: 'shared', values: { real: '0.5', fake: 'NaN' } });
    expect(broken.answers).toEqual(initialState.answers);
    expect(broken.notice?.text).toContain('「NaN」');
  });
});
