import { beforeEach, expect, test, vi } from 'vitest';
import { type Client, Runner } from '@components/cells/leaky-relu/runner';
import { speeds } from '@components/cells/shared/speed';
import {
  type Action,
  initialState,
  isStale,
  reduce,
  type RectifierState,
} from '@components/cells/leaky-relu/state';

let state: RectifierState;
let client: Record<keyof Client, ReturnType<typeof vi.fn>>;
let runner: Runner;

const dispatch = (action: Action) => {
  state = reduce(state, action);
};

beforeEach(() => {
  state = initialState;
  client = {
    open: vi.fn(() => Promise.resolve()),
    start: vi.fn(() => Promise.resolve()),
    pause: vi.fn(() => Promise.resolve()),
    step: vi.fn(() => Promise.resolve()),
    dispose: vi.fn(),
  };
  runner = new Runner({
    getState: () => state,
    dispatch,
    createClient: () => Promise.resolve(client as unknown as Client),
  });
});

test('a run opens networks of the settings once, and goes on with them after a pause', async () => {
  await runner.run();
  expect(state.phase).toBe('running');
  await runner.pause();
  expect(state.phase).toBe('paused');
  await runner.run();
  expect(client.open).toHaveBeenCalledOnce();
  expect(client.open).toHaveBeenCalledWith(expect.objectContaining({ kind: 'plane', seed: 1 }));
  expect(client.start).toHaveBeenCalledTimes(2);
});

test('changed settings begin a run under way anew; where x is makes no difference', async () => {
  await runner.run();
  dispatch({ type: 'change', settings: { x: 1 } });
  await runner.apply();
  expect(client.open).toHaveBeenCalledOnce();
  dispatch({ type: 'change', settings: { depth: 3 } });
  expect(isStale(state)).toBe(true);
  await runner.apply();
  expect(client.open).toHaveBeenLastCalledWith(expect.objectContaining({ depth: 3 }));
  expect(isStale(state)).toBe(false);
});

test('a run goes at the chosen speed, and changes it under way', async () => {
  await runner.applyPace();
  expect(client.start).not.toHaveBeenCalled();
  dispatch({ type: 'speed', speed: 'slow' });
  await runner.run();
  expect(client.start).toHaveBeenLastCalledWith(speeds.slow.pace);
  dispatch({ type: 'speed', speed: 'gentle' });
  await runner.applyPace();
  expect(client.start).toHaveBeenLastCalledWith(speeds.gentle.pace);
  expect(client.open).toHaveBeenCalledOnce();
});

test('reset opens fresh networks of the same settings', async () => {
  await runner.step();
  await runner.reset();
  expect(client.open).toHaveBeenCalledTimes(2);
  expect(client.open.mock.calls[1]).toEqual(client.open.mock.calls[0]);
  expect(state.phase).toBe('paused');
});

test('a worker that cannot be had is reported, and asked for again at the next press', async () => {
  client.open.mockRejectedValueOnce(new Error('学習画像を読み込めませんでした。'));
  await runner.run();
  expect(state).toMatchObject({ phase: 'idle', notice: { tone: 'error' } });
  await runner.run();
  expect(state).toMatchObject({ phase: 'running', notice: null });
});

test('after all networks have diverged, a run begins with fresh ones', async () => {
  await runner.run();
  dispatch({ type: 'event', event: { run: 1, type: 'failure', message: '発散しました。' } });
  expect(state.phase).toBe('failed');
  await runner.run();
  expect(client.open).toHaveBeenCalledTimes(2);
  expect(state.phase).toBe('running');
});

test('what was asked for before the cell went away is dropped', async () => {
  const running = runner.run();
  runner.close();
  await running;
  expect(client.start).not.toHaveBeenCalled();
  expect(state.phase).toBe('idle');
});
