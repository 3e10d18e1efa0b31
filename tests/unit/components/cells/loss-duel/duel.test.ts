import { beforeAll, describe, expect, it } from 'vitest';
import { duelControls, lanesOf, sharedControls } from '@components/cells/loss-duel/controls';
import { meanShift, numbersOf } from '@components/cells/loss-duel/measures';
import { DuelRunner } from '@components/cells/loss-duel/runner';
import { type Action, type DuelState, initialState, reduce, shareOf } from '@components/cells/loss-duel/state'; // prettier-ignore
import { settingsFromShare } from '@components/cells/shared/share-link';
import { defaultSettings } from '@lib/controls';
import type { ToyClient } from '@lib/runtime/toy/client';
import type { ToyFrameEvent } from '@lib/runtime/toy/protocol';
import { ToyTrainer } from '@lib/training/toy-trainer';
import { useCpuKernels } from '../../../support/toy';

beforeAll(useCpuKernels);

const defaults = defaultSettings(duelControls);

function trainersAfter(headStart: number, seed: number): ToyTrainer[] {
  return lanesOf({ ...defaults, seed }).map((settings) => {
    const trainer = new ToyTrainer({ settings });
    for (let i = 0; i < headStart; i++) trainer.stepDiscriminator();
    return trainer;
  });
}

describe('the duel of the generator losses', () => {
  it.each([1, 2, 3, 4, 5])(
    'begins with gradients more than tenfold apart after the head start: seed %i',
    (seed) => {
      const trainers = trainersAfter(defaults.headStart, seed);
      for (const trainer of trainers) trainer.stepGenerator();
      const numbers = numbersOf(trainers);
      expect(numbers?.ratio).toBeGreaterThan(10);
      expect(numbers?.saturatingScore).toBe(numbers?.nonSaturatingScore);
    },
  );

  it('begins with gradients of about the same size when nobody is ahead', () => {
    const trainers = trainersAfter(0, 1);
    for (const trainer of trainers) trainer.stepGenerator();
    const ratio = numbersOf(trainers)?.ratio ?? NaN;
    expect(ratio).toBeGreaterThan(1 / 3);
    expect(ratio).toBeLessThan(3);
  });

  it('sees the non-saturating side move much further than the saturating one', () => {
    const trainers = trainersAfter(defaults.headStart, defaults.seed);
    const shifts = trainers.map((trainer) => {
      const start = trainer.probe.sample(100);
      trainer.train(100);
      return meanShift(start, trainer.probe.sample(100));
    });
    expect(shifts[1]).toBeGreaterThan(5 * (shifts[0] ?? NaN));
  });

  it('has no numbers before the generator has been updated', () => {
    expect(numbersOf(trainersAfter(1, 1))).toBeNull();
  });
});

describe('the duel’s settings', () => {
  it('come back from a link as they went into it', () => {
    const values = { headStart: '300', optimizer: 'adam', data: 'moons', seed: '7', speed: 'full' };
    const state = reduce(initialState, { type: 'shared', values });
    expect(shareOf(state)).toEqual(values);
    expect(state.notice).toBeNull();
  });

  it('fall back to the defaults, with a message, where a link is broken', () => {
    const values = { headStart: '-5', seed: '<b>' };
    const state = reduce(initialState, { type: 'shared', values });
    expect(shareOf(state)).toEqual(shareOf(initialState));
    expect(state.notice?.tone).toBe('error');
    expect(settingsFromShare(sharedControls, {}).message).toBeNull();
  });

  it('differ between both sides in the loss alone', () => {
    const [saturating, nonSaturating] = lanesOf(defaults);
    expect({ ...saturating, loss: null }).toEqual({ ...nonSaturating, loss: null });
    expect(saturating?.loss).not.toBe(nonSaturating?.loss);
  });
});

/** A client that notes what it is asked for. */
function setUp() {
  const calls: string[] = [];
  let state: DuelState = initialState;
  const dispatch = (action: Action) => (state = reduce(state, action));
  const note = (name: string) => async (value?: unknown) => {
    calls.push(typeof value === 'number' ? `${name} ${value}` : name);
  };
  const client = {
    open: async () => {
      calls.push('open');
      return { real: new Float32Array(2) };
    },
    start: note('start'),
    pause: note('pause'),
    step: note('step'),
    stepDiscriminator: note('head start'),
    dispose: () => calls.push('dispose'),
  } as unknown as ToyClient;
  const runner = new DuelRunner({
    getState: () => state,
    dispatch,
    createClient: async () => client,
  });
  return { calls, runner, dispatch, state: () => state };
}

describe('the duel’s runner', () => {
  it('gives D its head start once, before both train', async () => {
    const { calls, runner, dispatch } = setUp();
    dispatch({ type: 'edit', name: 'headStart', value: '300' });
    await runner.run();
    await runner.step();
    expect(calls).toEqual(['open', 'head start 300', 'start', 'step']);
  });

  it('begins anew with other settings, and leaves a paused one waiting', async () => {
    const { calls, runner, dispatch, state } = setUp();
    dispatch({ type: 'edit', name: 'headStart', value: '0' });
    await runner.step();
    dispatch({ type: 'edit', name: 'seed', value: '9' });
    await runner.apply();
    expect(state().phase).toBe('idle');
    await runner.run();
    expect(calls.filter((call) => call === 'open')).toHaveLength(2);
    expect(state().settings?.seed).toBe(9);
  });

  it('says what is wrong with the form instead of running', async () => {
    const { calls, runner, dispatch, state } = setUp();
    dispatch({ type: 'edit', name: 'seed', value: 'abc' });
    await runner.run();
    expect(calls).toEqual([]);
    expect(state().notice?.text).toContain('シード');
  });
});

describe('the duel’s state', () => {
  it('keeps where the points began, and collects curves from then on', () => {
    const trainers = trainersAfter(2, 1);
    const frame = (): ToyFrameEvent & { run: number } => ({
      run: 1,
      type: 'frame',
      cause: 'round',
      roundsPerSecond: 10,
      lanes: trainers.map(({ metrics, probe }) => ({
        metrics,
        points: probe.sample(5),
        outputs: new Float32Array(0),
        boundary: 0,
        arrows: { points: new Float32Array(0), arrows: new Float32Array(0) },
        lattice: new Float32Array(0),
        density: null,
        comparison: null,
      })),
    });
    let state = reduce(initialState, { type: 'opening', settings: defaults });
    state = reduce(state, { type: 'event', event: frame() });
    const before = state.start;
    expect(state.curves.steps).toEqual([]);
    for (const trainer of trainers) trainer.train(3);
    state = reduce(state, { type: 'event', event: frame() });
    expect(state.curves.steps).toEqual([3]);
    expect(state.start).toBe(before);
    expect(state.discriminatorUpdates).toBe(5);
  });
});
