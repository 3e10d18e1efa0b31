/** The comparisons that the pages hold, and what a cell makes of a run's events. */
import { describe, expect, it } from 'vitest';
import { ablations } from '@components/cells/ablations/ablations';
import { normalization } from '@components/cells/batch-normalization/normalization';
import type { Comparison } from '@components/cells/comparison/comparison';
import { pointOf } from '@components/cells/comparison/measures';
import { initialState, isStale, reduce, valuesOf } from '@components/cells/comparison/state';
import { duel } from '@components/cells/dcgan-duel/duel';
import { type ChoiceControl, defaultSettings } from '@lib/controls';

const metrics = {
  ...{ step: 1, discriminatorLoss: 0.5, generatorLoss: 1, realScore: 0.8, fakeScore: 0.2 },
  ...{ generatorScore: 0.25, generatorGradient: 6 },
};
const round = { step: 1, lanes: [{ ...metrics, generatorGradient: 2 }, metrics] };
const opening = { seed: 1, headStart: 60, latest: pointOf(round), stills: ['a', 'b'] } as const;
const comparison: Comparison = { ...duel, opening };

describe.each([duel, ablations, normalization])('$element', (plan) => {
  const choices = Object.entries(plan.controls).flatMap(([name, control]) =>
    control.type === 'choice' ? control.options.map(({ value }) => [name, value] as const) : [],
  );

  it.each([['seed', 7] as const, ...choices])(
    'has two DCGANs from the same seed and batches that differ in something, with %s %s',
    (name, value) => {
      const values = { ...defaultSettings(plan.controls), [name]: value };
      const [first, second] = plan.lanesOf(values);
      expect(first.settings.seed).toBe(values['seed']);
      expect(second.settings.seed).toBe(first.settings.seed);
      expect(second.settings.batchSize).toBe(first.settings.batchSize);
      const trained = ({ settings, variant = {} }: typeof first) => ({ settings, variant });
      expect(trained(second)).not.toEqual(trained(first));
    },
  );

  it('names every control once, above or below', () => {
    expect([...plan.leading, ...plan.further].sort()).toEqual(Object.keys(plan.controls).sort());
  });

  it('has a default for every choice', () => {
    for (const control of Object.values(plan.controls)) {
      if (control.type !== 'choice') continue;
      const { options, default: chosen }: ChoiceControl = control;
      expect(options.map(({ value }) => value)).toContain(chosen);
    }
  });
});

describe('a comparison’s state', () => {
  const started = () => {
    const state = initialState(comparison);
    const values = valuesOf(comparison, state);
    if (!values) throw new Error('the defaults are usable');
    return reduce(comparison, state, { type: 'opening', values });
  };

  it('opens with the moment that was shipped, and lets go of it when a session begins', () => {
    expect(initialState(comparison)).toMatchObject({ isOpening: true, step: 1, updates: 60 });
    expect(started()).toMatchObject({ isOpening: false, step: 0, updates: 0, latest: null });
  });

  it('draws rounds as curves, with the ratio that theory has beside the measured one', () => {
    const event = { run: 1, type: 'rounds', rounds: [round], roundsPerSecond: 4 } as const;
    const { curves, latest, step } = reduce(comparison, started(), { type: 'event', event });
    expect(step).toBe(1);
    expect(curves.values.ratio).toEqual([3]);
    expect(curves.values.expectedRatio).toEqual([3]);
    expect(latest?.['generatorScore 1']).toBe(0.25);
  });

  it('leaves a gap for a lane that is trained no further, and says at which step that was', () => {
    const gone = { step: 2, lanes: [null, metrics] };
    let state = started();
    const events = [
      { type: 'rounds', rounds: [round, gone], roundsPerSecond: 4 },
      { type: 'diverged', lane: 0, step: 2 },
    ] as const;
    for (const event of events) {
      state = reduce(comparison, state, { type: 'event', event: { run: 1, ...event } });
    }
    expect(state.curves.values['generatorScore 0']).toEqual([0.25, null]);
    expect(state.curves.values.ratio).toEqual([3, null]);
    expect(state.diverged).toEqual({ 0: 2 });
  });

  it('knows when the form asks for another comparison than is shown', () => {
    const state = started();
    expect(isStale(comparison, state)).toBe(false);
    const edited = reduce(comparison, state, { type: 'edit', name: 'seed', value: '2' });
    expect(isStale(comparison, edited)).toBe(true);
  });

  it('takes the defaults, with a message, for a link that cannot be used', () => {
    const values = { headStart: '-5', seed: '3' };
    const { draft, notice } = reduce(comparison, started(), { type: 'shared', values });
    expect(draft).toMatchObject({ headStart: '60', seed: '1' });
    expect(notice?.text).toContain('-5');
  });

  it('stays failed until a fresh session begins', () => {
    const event = { run: 1, type: 'failure', message: 'もう続けられません。' } as const;
    let state = reduce(comparison, started(), { type: 'event', event });
    state = reduce(comparison, state, { type: 'phase', phase: 'paused' });
    expect(state).toMatchObject({ phase: 'failed', failure: event.message });
    expect(reduce(comparison, state, { type: 'phase', phase: 'preparing' }).phase).toBe(
      'preparing',
    );
  });
});
