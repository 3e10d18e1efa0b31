import { describe, expect, it, vi } from 'vitest';
import { type Client, type ToyAction, type ToyPlan, ToyRunner } from '@components/cells/toy/runner';
import type { Phase } from '@components/cells/shared/phase';
import type { ToyInfo } from '@lib/runtime/toy/protocol';
import type { ToySettings } from '@lib/training/toy-settings';

const info = { dimension: 2 } as unknown as ToyInfo;
const lane: ToySettings = {
  data: 'ring',
  noiseDimension: 2,
  noiseDistribution: 'gaussian',
  generatorLayers: 1,
  generatorWidth: 4,
  discriminatorLayers: 1,
  discriminatorWidth: 4,
  activation: 'relu',
  initialSpread: 1,
  loss: 'saturating',
  gradientPenalty: 0,
  optimizer: 'adam',
  discriminatorLearningRate: 1e-3,
  generatorLearningRate: 1e-3,
  momentum: 0.5,
  discriminatorSteps: 1,
  batchSize: 8,
  unrolledSteps: 0,
  unrolledLearningRate: 0.1,
  minibatch: 'none',
  seed: 1,
};
const view = { points: 1, mapCells: 0, arrows: 0, latticeSteps: 0, comparison: false };

function setUp({ lanes = [lane] } = {}) {
  const calls: string[] = [];
  const note = (name: string) =>
    vi.fn(() => {
      calls.push(name);
      return Promise.resolve();
    });
  const answer = (name: string) =>
    vi.fn(() => {
      calls.push(name);
      return Promise.resolve(info);
    });
  const client = {
    open: answer('open'),
    start: note('start'),
    pause: note('pause'),
    step: note('step'),
    stepDiscriminator: note('stepDiscriminator'),
    stepGenerator: note('stepGenerator'),
    update: answer('update'),
    setView: answer('setView'),
    states: vi.fn(),
    dispose: vi.fn(),
  };
  const actions: ToyAction[] = [];
  let phase: Phase = 'idle';
  let plan: ToyPlan = { lanes, drawing: [], view };
  const getPlan = vi.fn(() => plan);
  const runner = new ToyRunner({
    getPhase: () => phase,
    getPace: () => ({ kind: 'full' }),
    getPlan,
    dispatch: (action) => {
      actions.push(action);
      if (action.type === 'phase') phase = action.phase;
      if (action.type === 'opened') phase = 'paused';
      if (action.type === 'closed') phase = 'idle';
    },
    createClient: () => Promise.resolve(client as unknown as Client),
  });
  const change = (changes: Partial<ToyPlan>) => (plan = { ...plan, ...changes });
  const setPhase = (next: Phase) => (phase = next);
  return { runner, client, calls, actions, change, setPhase, getPlan, getPhase: () => phase };
}

describe('ToyRunner', () => {
  it('opens a session on the first command only', async () => {
    const { runner, calls } = setUp();
    await runner.step();
    await runner.step();
    expect(calls).toEqual(['open', 'step', 'step']);
  });

  it('takes changed settings up in every lane before it goes on, but not the seed', async () => {
    const { runner, client, change } = setUp({ lanes: [lane, lane] });
    await runner.step();
    change({
      lanes: [lane, lane].map((old) => ({ ...old, loss: 'least-squares' as const, seed: 7 })),
    });
    await runner.run();
    const expected = { loss: 'least-squares', seed: 1 };
    expect(client.update).toHaveBeenCalledWith(
      [expect.objectContaining(expected), expect.objectContaining(expected)],
      [],
    );
    expect(client.start).toHaveBeenCalledWith({ kind: 'full' });
  });

  it('changes nothing in a session whose settings have not changed', async () => {
    const { runner, client } = setUp();
    await runner.step();
    await runner.apply();
    expect(client.update).not.toHaveBeenCalled();
  });

  it('applies nothing without a session', async () => {
    const { runner, calls } = setUp();
    await runner.apply();
    expect(calls).toEqual([]);
  });

  it('begins anew on a reset, and after a failure', async () => {
    const { runner, calls, setPhase } = setUp();
    await runner.step();
    await runner.reset();
    setPhase('failed');
    await runner.run();
    expect(calls).toEqual(['open', 'step', 'open', 'open', 'start']);
  });

  it('tells the reader of a plan that cannot be used, and leaves the run as it is', async () => {
    const { runner, calls, actions, getPlan, getPhase, setPhase } = setUp();
    await runner.step();
    setPhase('running');
    getPlan.mockImplementation(() => {
      throw new Error('使えません。');
    });
    await runner.apply();
    expect(actions.at(-1)).toEqual({
      type: 'notice',
      notice: { tone: 'error', text: '使えません。' },
    });
    expect(getPhase()).toBe('running');
    expect(calls).toEqual(['open', 'step']);
  });

  it('is idle again if the session cannot be opened', async () => {
    const { runner, client, getPhase } = setUp();
    client.open.mockRejectedValueOnce(new Error('まだ何も描かれていません。'));
    await runner.run();
    expect(getPhase()).toBe('idle');
    expect(client.start).not.toHaveBeenCalled();
  });

  it('pauses even while the form holds something unusable', async () => {
    const { runner, client, getPlan, setPhase } = setUp();
    await runner.run();
    setPhase('running');
    getPlan.mockImplementation(() => {
      throw new Error('使えません。');
    });
    await runner.pause();
    expect(client.pause).toHaveBeenCalledOnce();
  });

  it('drops what was under way when it lets the worker go', async () => {
    const { runner, client, actions } = setUp();
    const running = runner.run();
    runner.close();
    await running;
    expect(client.start).not.toHaveBeenCalled();
    expect(actions.some(({ type }) => type === 'opened')).toBe(false);
  });
});
