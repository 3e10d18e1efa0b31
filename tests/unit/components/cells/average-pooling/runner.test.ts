import { describe, expect, it, vi } from 'vitest';
import { createRunner } from '@components/cells/average-pooling/runner';
import { type Action, initialState, reduce } from '@components/cells/average-pooling/state';
import type { ClassActivation } from '@lib/inspection/class-activation-map';

const dot = (x: number) => [[[x, 0]]] as const;

function setUp() {
  let state = initialState;
  const dispatch = (action: Action) => {
    state = reduce(state, action);
  };
  const pending: (() => void)[] = [];
  const activation = initialState.reading?.activation as ClassActivation;
  const client = {
    open: vi.fn(() => Promise.resolve()),
    read: vi.fn(
      () =>
        new Promise<ClassActivation>((resolve) => {
          pending.push(() => {
            resolve(activation);
          });
        }),
    ),
    digit: vi.fn((seed: number) =>
      Promise.resolve({ image: new Uint8Array(784), label: seed % 10 }),
    ),
    dispose: vi.fn(),
  };
  const runner = createRunner({
    getState: () => state,
    dispatch,
    createClient: () => Promise.resolve(client),
  });
  const answer = async () => {
    await vi.waitFor(() => {
      expect(pending.length).toBeGreaterThan(0);
    });
    pending.shift()?.();
  };
  return { runner, client, dispatch, answer, getState: () => state };
}

describe('what is on the pad', () => {
  it('reads a digit of MNIST by its seed', async () => {
    const { runner, client, dispatch, answer, getState } = setUp();
    dispatch({ type: 'digit', seed: 15 });
    const run = runner.run();
    await answer();
    await run;
    expect(client.digit).toHaveBeenCalledWith(15);
    expect(getState()).toMatchObject({ phase: 'ready', isOpening: false, reading: { label: 5 } });
  });

  it('reads only the newest drawing once the one before is done', async () => {
    const { runner, client, dispatch, answer } = setUp();
    dispatch({ type: 'draw', drawing: dot(0) });
    const run = runner.run();
    await vi.waitFor(() => {
      expect(client.read).toHaveBeenCalledTimes(1);
    });
    for (const x of [0.1, 0.2, 0.3]) {
      dispatch({ type: 'draw', drawing: dot(x) });
      void runner.run();
    }
    await answer();
    await answer();
    await run;
    expect(client.read).toHaveBeenCalledTimes(2);
    expect(client.open).toHaveBeenCalledTimes(1);
  });

  it('reads the same again only when it is asked to', async () => {
    const { runner, client, answer } = setUp();
    const first = runner.run();
    await answer();
    await first;
    await runner.run();
    expect(client.read).toHaveBeenCalledTimes(1);
    const again = runner.runAnew();
    await answer();
    await again;
    expect(client.read).toHaveBeenCalledTimes(2);
  });

  it('has nothing to read on an empty pad', async () => {
    const { runner, client, dispatch, getState } = setUp();
    dispatch({ type: 'draw', drawing: [] });
    await runner.run();
    expect(client.read).not.toHaveBeenCalled();
    expect(getState().reading).toBeNull();
  });

  it('says what went wrong, and tries again when asked', async () => {
    const { runner, client, answer, getState } = setUp();
    client.digit.mockRejectedValueOnce(new Error('読み込めませんでした'));
    await runner.run();
    expect(getState()).toMatchObject({ phase: 'idle', notice: { text: '読み込めませんでした' } });
    expect(getState().reading).not.toBeNull();
    const run = runner.run();
    await answer();
    await run;
    expect(getState().phase).toBe('ready');
  });

  it('drops what comes after it was closed', async () => {
    const { runner, client, dispatch, answer, getState } = setUp();
    dispatch({ type: 'draw', drawing: dot(0) });
    const run = runner.run();
    await vi.waitFor(() => {
      expect(client.read).toHaveBeenCalledTimes(1);
    });
    runner.close();
    await answer();
    await run;
    expect(client.dispose).toHaveBeenCalled();
    expect(getState()).toMatchObject({ phase: 'idle', isOpening: true });
  });
});
