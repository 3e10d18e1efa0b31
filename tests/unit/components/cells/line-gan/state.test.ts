import { describe, expect, it } from 'vitest';
import { lineControls } from '@components/cells/line-gan/controls';
import { type Client, LineRunner } from '@components/cells/line-gan/runner';
import { type Action, initialState, reduce, shareOf } from '@components/cells/line-gan/state';
import type { ToyInfo } from '@lib/runtime/toy/protocol';

const info: ToyInfo = {
  dimension: 1,
  real: new Float32Array(0),
  grid: { dimension: 1, low: -1.25, high: 1.25, cells: 100 },
  density: new Float64Array(101),
  modes: [],
  floor: { kl: 0, js: 0.002 },
  parameters: [],
};

/** A runner on a client that only notes what it is told. */
function setUp() {
  let state = initialState;
  const calls: string[] = [];
  const note = (call: string) => () => {
    calls.push(call);
    return Promise.resolve();
  };
  const client: Client = {
    open: ({ lanes }) => {
      calls.push(`open ${lanes[0]?.seed ?? ''}`);
      return Promise.resolve(info);
    },
    update: ([lane]) => {
      calls.push(`update k=${lane?.discriminatorSteps ?? ''}`);
      return Promise.resolve(info);
    },
    start: ({ kind }) => note(`start ${kind}`)(),
    pause: note('pause'),
    step: note('step'),
    stepDiscriminator: note('D'),
    stepGenerator: note('G'),
    setView: () => Promise.resolve(info),
    states: () => Promise.resolve([]),
    dispose: () => {
      calls.push('dispose');
    },
  } as Client;
  const dispatch = (action: Action) => (state = reduce(state, action));
  const runner = new LineRunner({
    getState: () => state,
    dispatch,
    createClient: () => Promise.resolve(client),
  });
  return { runner, calls, dispatch, getState: () => state };
}

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

describe('the runner', () => {
  it('opens a session once, and moves either network alone', async () => {
    const { runner, calls, getState } = setUp();
    await runner.stepDiscriminator();
    await runner.stepGenerator();
    expect(calls).toEqual(['open 1', 'D', 'G']);
    expect(getState().phase).toBe('paused');
  });

  it('takes changed settings up in place, but a seed only on reset', async () => {
    const { runner, calls, dispatch } = setUp();
    await runner.step();
    dispatch({ type: 'edit', name: 'discriminatorSteps', value: '5' });
    dispatch({ type: 'edit', name: 'seed', value: '9' });
    await runner.applySettings();
    await runner.reset();
    expect(calls).toEqual(['open 1', 'step', 'update k=5', 'open 9']);
  });

  it('does not start with an unusable value, but pauses whatever the form holds', async () => {
    const { runner, calls, dispatch, getState } = setUp();
    await runner.run();
    dispatch({ type: 'event', event: { run: 1, type: 'status', status: 'running' } });
    dispatch({ type: 'edit', name: 'batchSize', value: 'たくさん' });
    await runner.pause();
    await runner.step();
    expect(calls).toEqual(['open 1', 'start rounds-per-frame', 'pause']);
    expect(getState().notice?.text).toContain('バッチサイズ');
  });

  it('lets the worker go, and drops what was still waiting for it', async () => {
    const { runner, calls } = setUp();
    await runner.step();
    const waiting = runner.run();
    runner.close();
    await waiting;
    expect(calls).toEqual(['open 1', 'step', 'dispose']);
  });
});
