import { describe, expect, it } from 'vitest';
import lineGan from '@components/cells/line-gan/cell';
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
import { initialState } from '@components/cells/kit/state';

const constant = (value: number) => Array.from({ length: axis.cells }, () => value);

const snapshot = (changes: Partial<LineSnapshot> = {}): LineSnapshot => ({
  data: constant(0.01),
  generated: constant(0.01),
  answers: constant(0.5),
  lattice: [-0.5, 0, 0.5],
  step: 3,
  discriminatorUpdates: 9,
  accuracy: 0.5,
  divergence: 0.1,
  floor: 0.002,
  ...changes,
});

describe('what the GAN on the line shows', () => {
  it('has the best D at one half where both densities are the same, and D has no gap there', () => {
    expect(bestAnswers(snapshot()).every((answer) => answer === 0.5)).toBe(true);
    expect(gapOf(snapshot())).toBeCloseTo(0, 12);
  });

  it('has the best D at 1 where only data is, at 0 where only fakes are, nowhere where neither is', () => {
    const data = constant(0).fill(0.04, 0, 25);
    const generated = constant(0).fill(0.04, 75);
    const best = bestAnswers(snapshot({ data, generated }));
    expect([best[0], best[50], best[99]]).toEqual([1, NaN, 0]);
    // A D that always says one half is wrong by one half wherever there is something to tell.
    expect(gapOf(snapshot({ data, generated }))).toBeCloseTo(0.5, 12);
  });

  it('reads D between the middles of the cells', () => {
    const ramp = snapshot({ answers: Array.from({ length: axis.cells }, (_, i) => i / 100) });
    const between = (centreOf(10) + centreOf(11)) / 2;
    expect(meanAnswer(ramp, [between])).toBeCloseTo(0.105, 10);
    expect(meanAnswer(ramp, [-9, 9])).toBeCloseTo(0.495, 10);
  });

  it('takes logits for probabilities, and the newest comparison there was', () => {
    const picture = {
      points: new Float32Array(0),
      outputs: Float32Array.from([0, Math.log(3)]),
      boundary: 0,
      arrows: { points: new Float32Array(0), arrows: new Float32Array(0) },
      lattice: new Float32Array(3),
      density: new Float64Array(101),
    };
    const comparison = { js: 0.1, kl: 1, floor: { js: 0.002, kl: 0.01 }, coverage: null };
    const info = {
      dimension: 1,
      real: new Float32Array(0),
      grid: { dimension: 1, low: -1.25, high: 1.25, cells: 100 },
      density: new Float64Array(101),
      modes: [],
    } as const;
    const taken = snapshotOf({
      ...initialState(lineGan.declaration, null),
      step: 4,
      lanes: [{ metrics: { step: 4, accuracy: 0.75 }, picture, divergedAt: null }],
      info,
      watched: { comparison: { step: 3, value: [comparison] } },
    });
    expect(taken.answers[0]).toBe(0.5);
    expect(taken.answers[1]).toBeCloseTo(0.75, 6);
    expect(taken).toMatchObject({ step: 4, accuracy: 0.75, divergence: 0.1, floor: 0.002 });
    expect(taken.data).toHaveLength(axis.cells);
  });
});

describe('the narration', () => {
  it('says of D whether it came nearer to the best D', () => {
    const off = snapshot({ answers: constant(0.9) });
    const near = snapshot({ answers: constant(0.6) });
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
