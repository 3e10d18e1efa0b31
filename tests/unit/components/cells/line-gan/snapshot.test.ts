import { describe, expect, it } from 'vitest';
import { narrate } from '@components/cells/line-gan/narration';
import {
  axis,
  bestAnswers,
  centreOf,
  gapOf,
  type LineSnapshot,
  meanAnswer,
  meanShift,
  snapshotOf,
} from '@components/cells/line-gan/snapshot';

const constant = (value: number) => Array.from({ length: axis.cells }, () => value);

const snapshot = (changes: Partial<LineSnapshot> = {}): LineSnapshot => ({
  data: constant(0.01),
  generated: constant(0.01),
  answers: constant(0.5),
  lattice: [-0.5, 0, 0.5],
  metrics: {
    step: 3,
    discriminatorUpdates: 9,
    accuracy: 0.5,
    discriminatorLoss: 0.69,
    generatorLoss: 0.69,
  },
  divergence: 0.1,
  floor: 0.002,
  ...changes,
});

describe('a moment of the GAN on the line', () => {
  it('has the best D at one half where both densities are the same, and D has no gap there', () => {
    expect(bestAnswers(snapshot()).every((answer) => answer === 0.5)).toBe(true);
    expect(gapOf(snapshot())).toBeCloseTo(0, 12);
  });

  it('has the best D at 1 where only data is, at 0 where only fakes are, nowhere where neither is', () => {
    const data = constant(0).fill(0.04, 0, 25);
    const generated = constant(0).fill(0.04, 75);
    const best = bestAnswers(snapshot({ data, generated }));
    expect([best[0], best[50], best[99]]).toEqual([1, NaN, 0]);
    // A D that always says one half is wrong by one half wherever there is something to judge.
    expect(gapOf(snapshot({ data, generated }))).toBeCloseTo(0.5, 12);
  });

  it('reads D between the middles of the cells', () => {
    const ramp = snapshot({ answers: Array.from({ length: axis.cells }, (_, i) => i / 100) });
    const between = (centreOf(10) + centreOf(11)) / 2;
    expect(meanAnswer(ramp, [between])).toBeCloseTo(0.105, 10);
    expect(meanAnswer(ramp, [-9, 9])).toBeCloseTo(0.495, 10);
  });

  it('takes logits for probabilities, and keeps the last divergence where a frame has none', () => {
    const frame = {
      metrics: { ...snapshot().metrics, realScore: 0, fakeScore: 0, generatorScore: 0, discriminatorGradient: 0, generatorGradient: 0 }, // prettier-ignore
      outputs: Float32Array.from([0, Math.log(3)]),
      lattice: new Float32Array(3),
      density: new Float64Array(101),
      comparison: null,
    };
    const taken = snapshotOf({ density: new Float64Array(101), floor: null }, frame, snapshot());
    expect(taken.answers[0]).toBe(0.5);
    expect(taken.answers[1]).toBeCloseTo(0.75, 6);
    expect(taken.divergence).toBe(0.1);
    expect(taken.data).toHaveLength(axis.cells);
  });
});

describe('the narration', () => {
  it('says of D whether it came nearer to the best D', () => {
    const [off, near] = [
      snapshot({ answers: constant(0.9) }),
      snapshot({ answers: constant(0.6) }),
    ];
    const cause = 'discriminator';
    expect(narrate({ cause, before: off, after: near })).toContain('0.400から0.100に縮み');
    expect(narrate({ cause, before: near, after: off })).toContain('広がり');
  });

  it('says of G where its points went, and what D says of them', () => {
    const before = snapshot({
      answers: Array.from({ length: axis.cells }, (_, i) => i / 100),
    });
    const after = { ...before, lattice: before.lattice.map((x) => x + 0.25) };
    expect(meanShift(before, after)).toBeCloseTo(0.25, 12);
    const sentence = narrate({ cause: 'generator', before, after });
    expect(sentence).toContain('0.250だけ右');
    expect(sentence).toMatch(/0\.495から0\.595に上がり/);
  });

  it('does not make a learned generator of one that is far off', () => {
    const far = narrate({ cause: 'round', before: null, after: snapshot({ divergence: 0.3 }) });
    const there = narrate({ cause: 'round', before: null, after: snapshot({ divergence: 0.003 }) });
    expect(far).not.toContain('重なりました');
    expect(there).toContain('重なりました');
  });
});
