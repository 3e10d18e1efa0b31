import { describe, expect, it } from 'vitest';
import { lineControls } from '@components/cells/line-gan/controls';
import {
  type Action,
  initialState,
  planOf,
  reduce,
  shareOf,
} from '@components/cells/line-gan/state';
import type { ToyFrameEvent, ToyInfo } from '@lib/runtime/toy/protocol';

const info: ToyInfo = {
  dimension: 1,
  real: new Float32Array(0),
  grid: { dimension: 1, low: -1.25, high: 1.25, cells: 100 },
  density: new Float64Array(101),
  modes: [],
  floor: { kl: 0, js: 0.002 },
  parameters: [],
};

describe('the state of the GAN on the line', () => {
  it('comes back from its own link, speed and all', () => {
    const changed = [
      { type: 'edit', name: 'data', value: 'two-peaks' },
      { type: 'edit', name: 'seed', value: '77' },
      { type: 'speed', speed: 'slow' },
    ] as const satisfies Action[];
    const state = changed.reduce<typeof initialState>(reduce, initialState);
    const shared = reduce(initialState, { type: 'shared', values: shareOf(state) });
    expect(shared).toEqual(state);
  });

  it('falls back to the defaults, with a message, on a link that it cannot use', () => {
    const values = { data: 'ring', seed: '1e99' };
    const state = reduce(initialState, { type: 'shared', values });
    expect(state.draft).toEqual(initialState.draft);
    expect(state.notice?.text).toContain(lineControls.data.label);
  });
});

describe('the plan of a session', () => {
  it('is of the form, with the rest the same for every run', () => {
    const [lane] = planOf(initialState).lanes;
    expect(lane).toMatchObject({
      data: 'one-peak',
      seed: 1,
      discriminatorSteps: 3,
      noiseDimension: 1,
    });
  });

  it('is refused, in words, where the form holds an unusable value', () => {
    const state = reduce(initialState, { type: 'edit', name: 'batchSize', value: 'たくさん' });
    expect(() => planOf(state)).toThrow('バッチサイズ');
  });
});

describe('a session', () => {
  const plan = planOf(initialState);
  const open = reduce(reduce(initialState, frame('open', 0)), { type: 'opened', plan, info });

  it('shows the frame that came before its data, in place of the opening', () => {
    expect(open).toMatchObject({ phase: 'paused', isOpening: false, seed: 1 });
    expect(open.snapshot.metrics.step).toBe(0);
  });

  it('says what an update did, and keeps the sentence when the last frame comes again', () => {
    const updated = reduce(open, frame('generator', 1));
    expect(updated.narration).toContain('生成器を更新しました');
    expect(reduce(updated, frame('round', 1)).narration).toBe(updated.narration);
  });

  it('stays failed whatever follows, until another one opens', () => {
    const failure = { run: 1, type: 'failure', kind: 'diverged', message: '発散' } as const;
    const failed = reduce(open, { type: 'event', event: failure });
    const paused = { run: 1, type: 'status', status: 'paused' } as const;
    expect(reduce(failed, { type: 'event', event: paused }).phase).toBe('failed');
    expect(reduce(failed, { type: 'opened', plan, info }).failure).toBeNull();
  });
});

function frame(cause: ToyFrameEvent['cause'], step: number): Action {
  const metrics = {
    step,
    discriminatorUpdates: 0,
    discriminatorLoss: NaN,
    generatorLoss: NaN,
    realScore: NaN,
    fakeScore: NaN,
    generatorScore: NaN,
    accuracy: NaN,
    discriminatorGradient: NaN,
    generatorGradient: NaN,
  };
  const empty = new Float32Array(0);
  const lane = {
    metrics,
    points: empty,
    outputs: new Float32Array(100),
    boundary: 0,
    arrows: { points: empty, arrows: empty },
    lattice: new Float32Array(25),
    density: new Float64Array(101),
    comparison: null,
  };
  const event = { run: 1, type: 'frame', cause, lanes: [lane], roundsPerSecond: 0 } as const;
  return { type: 'event', event };
}
