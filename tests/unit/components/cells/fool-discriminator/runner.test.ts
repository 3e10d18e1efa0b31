import { describe, expect, it, vi } from 'vitest';
import { FoolRunner } from '@components/cells/fool-discriminator/runner';
import { type Action, initialState, reduce } from '@components/cells/fool-discriminator/state';
import type { JudgeRequest, Judgement } from '@lib/runtime/judging/protocol';

const { accounts, hearing } = initialState;

function setUp() {
  let state = initialState;
  const client = {
    open: vi.fn(() => Promise.resolve(accounts)),
    picture: vi.fn(() => Promise.resolve(new Uint8Array(784).fill(9))),
    judge: vi.fn(({ image }: JudgeRequest) =>
      Promise.resolve({ ...(hearing?.judgement as Judgement), image }),
    ),
    dispose: vi.fn(),
  };
  const saved = { generator: {}, discriminator: {} };
  const archive = { pack: vi.fn(), unpack: vi.fn(() => Promise.resolve(saved)) };
  const dispatch = (action: Action) => {
    state = reduce(state, action);
  };
  const runner = new FoolRunner({
    getState: () => state,
    dispatch,
    createClient: () => Promise.resolve(client),
    loadArchive: () => Promise.resolve(archive as never),
  });
  return { runner, client, archive, saved, dispatch, getState: () => state };
}

const file = new File(['x'], 'gan.zip');

describe('FoolRunner', () => {
  it('has the image judged after the steps that were taken', async () => {
    const { runner, client, dispatch, getState } = setUp();
    dispatch({ type: 'step', name: 'late', count: 2 });
    await runner.run();
    expect(client.picture).toHaveBeenCalledWith({ kind: 'digit', seed: 2 });
    expect(client.judge).toHaveBeenCalledWith({
      image: new Uint8Array(784).fill(9),
      steps: ['late', 'late'],
    });
    expect(getState()).toMatchObject({ phase: 'ready', isOpening: false });
  });

  it('shows the drawing in the place of any other image, and nothing of an empty pad', async () => {
    const { runner, client, dispatch, getState } = setUp();
    dispatch({ type: 'draw', drawing: [[[0, 0]]] });
    await runner.run();
    expect(client.picture).not.toHaveBeenCalled();
    expect(getState().hearing?.name).toBe('描いた数字');
    dispatch({ type: 'draw', drawing: [] });
    await runner.run();
    expect(client.judge).toHaveBeenCalledTimes(1);
    expect(getState().hearing).toBeNull();
  });

  it('lets the reader’s own discriminator judge, and the shipped one again', async () => {
    const { runner, client, saved, getState } = setUp();
    await runner.useFiles([file]);
    expect(client.open).toHaveBeenLastCalledWith(saved);
    expect(getState().fileName).toBe('gan.zip');
    await runner.useShipped();
    expect(client.open).toHaveBeenLastCalledWith(null);
    expect(getState().fileName).toBeNull();
  });

  it('goes on with the judges before if a file cannot be used', async () => {
    const { runner, client, archive, getState } = setUp();
    archive.unpack.mockRejectedValueOnce(new Error('読めません'));
    await runner.useFiles([file]);
    expect(getState().notice?.text).toBe('読めません');
    client.open.mockRejectedValueOnce(new Error('形が違います'));
    await runner.useFiles([file]);
    expect(getState()).toMatchObject({ fileName: null, notice: { text: '形が違います' } });
    await runner.run();
    expect(client.open).toHaveBeenLastCalledWith(null);
    expect(getState().phase).toBe('ready');
  });
});
