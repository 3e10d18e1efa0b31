import { describe, expect, it, vi } from 'vitest';
import { DcganRunner } from '@components/cells/dcgan/runner';
import { createCommands } from '@components/cells/mlp-gan/commands';
import { type Action, initialState, type MlpState, reduce } from '@components/cells/mlp-gan/state';
import { event } from '../../../support/dcgan-cell-fixtures';
import { FakeClient } from '../../../support/fake-client';

/** The cell's state, commands and runner around a client that only keeps a record. */
function setUp() {
  let state: MlpState = initialState;
  const dispatch = (action: Action) => {
    state = reduce(state, action);
  };
  const client = new FakeClient((received) => {
    dispatch(event(received));
  });
  const runner = new DcganRunner({
    getState: () => state.run,
    dispatch,
    createClient: () => Promise.resolve(client),
    loadArchive: () => Promise.reject(new Error('there are no files here')),
  });
  const focusProblem = vi.fn(() => Promise.resolve());
  const commands = createCommands({ runner, getState: () => state, dispatch, focusProblem });
  return { client, commands, focusProblem, getState: () => state };
}

describe('the commands', () => {
  it('train until paused, and take another speed up at once', async () => {
    const { client, commands, getState } = setUp();
    commands.chooseSpeed('slow');
    commands.run();
    await vi.waitFor(() => {
      expect(client.calls).toEqual(['open', 'update', 'start']);
    });
    expect(getState()).toMatchObject({ speed: 'slow', usedDropout: 'on' });
    expect(getState().run.phase).toBe('running');
    commands.chooseSpeed('full');
    await vi.waitFor(() => {
      expect(client.calls.filter((call) => call === 'start')).toHaveLength(2);
    });
    commands.pause();
    await vi.waitFor(() => {
      expect(getState().run.phase).toBe('paused');
    });
  });

  it('leave the run alone when only its next networks change', async () => {
    const { client, commands } = setUp();
    commands.run();
    await vi.waitFor(() => {
      expect(client.calls).toContain('start');
    });
    client.calls.splice(0);
    commands.chooseDropout('off');
    await Promise.resolve();
    expect(client.calls).toEqual([]);
  });

  it('show where an unusable value stands, and train nothing', async () => {
    const { client, commands, focusProblem, getState } = setUp();
    commands.edit('batchSize', 'many');
    commands.run();
    await vi.waitFor(() => {
      expect(getState().run.notice?.tone).toBe('error');
    });
    expect(focusProblem).toHaveBeenCalledOnce();
    expect(client.calls).toEqual([]);
    commands.dismissNotice();
    expect(getState().run.notice).toBeNull();
  });
});
