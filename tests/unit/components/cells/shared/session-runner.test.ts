import { beforeEach, expect, test, vi } from 'vitest';
import type { Phase } from '@components/cells/shared/phase';
import { type SessionAction, SessionRunner } from '@components/cells/shared/session-runner';
import { WorkerEnded } from '@lib/runtime/session-worker';
import { deferred } from '../../../support/fake-trainer';

let phase: Phase;
let actions: SessionAction[];
let isCurrent: boolean;
let check: () => void;
let client: ReturnType<typeof createClient>;
let open: ReturnType<typeof vi.fn<() => Promise<void>>>;
let runner: SessionRunner<typeof client>;

function createClient() {
  return {
    start: vi.fn(() => Promise.resolve()),
    pause: vi.fn(() => Promise.resolve()),
    step: vi.fn(() => Promise.resolve()),
    dispose: vi.fn(),
  };
}

beforeEach(() => {
  phase = 'idle';
  actions = [];
  isCurrent = true;
  check = () => undefined;
  client = createClient();
  open = vi.fn<() => Promise<void>>(() => Promise.resolve());
  runner = new SessionRunner({
    getPhase: () => phase,
    dispatch: (action) => {
      actions.push(action);
      if (action.type === 'phase') phase = action.phase;
      if (action.type === 'closed') phase = 'idle';
    },
    createClient: () => Promise.resolve(client),
    check: () => check(),
    adopt: () => isCurrent,
    open: () => open(),
    start: ({ start }) => start(),
  });
});

const notices = () =>
  actions.flatMap((action) => (action.type === 'notice' ? [action.notice?.text] : []));

test('a run opens one session, and goes on with it after a pause', async () => {
  await runner.run();
  expect(phase).toBe('running');
  await runner.pause();
  expect(phase).toBe('paused');
  await runner.step();
  await runner.run();
  expect(open).toHaveBeenCalledOnce();
  expect(client.step).toHaveBeenCalledOnce();
  expect(client.start).toHaveBeenCalledTimes(2);
});

test('other settings begin a run under way anew, and wait for the next command otherwise', async () => {
  await runner.run();
  isCurrent = false;
  open.mockImplementation(() => {
    isCurrent = true;
    return Promise.resolve();
  });
  await runner.apply();
  expect(open).toHaveBeenCalledTimes(2);
  expect(phase).toBe('running');
  await runner.pause();
  isCurrent = false;
  await runner.apply();
  expect(open).toHaveBeenCalledTimes(2);
  expect(phase).toBe('paused');
  await runner.step();
  expect(open).toHaveBeenCalledTimes(3);
});

test('a reset opens another session, and gives up one that is being opened', async () => {
  await runner.run();
  await runner.reset();
  expect(open).toHaveBeenCalledTimes(2);
  expect(phase).toBe('paused');
  const { promise, resolve } = deferred();
  open.mockReturnValueOnce(promise);
  const opening = runner.restart();
  await vi.waitFor(() => {
    expect(phase).toBe('preparing');
  });
  await runner.reset();
  expect(phase).toBe('idle');
  resolve();
  await opening;
  expect(phase).toBe('idle');
  expect(client.dispose).toHaveBeenCalledOnce();
  expect(client.start).toHaveBeenCalledOnce();
});

test('values that cannot be used are told before anything is done, and leave a run as it was', async () => {
  check = () => {
    throw new Error('使えない値があります。');
  };
  await runner.run();
  expect(notices()).toEqual(['使えない値があります。']);
  expect(phase).toBe('idle');
  check = () => undefined;
  await runner.run();
  check = () => {
    throw new Error('使えない値があります。');
  };
  isCurrent = false;
  await runner.apply();
  expect(phase).toBe('running');
  expect(open).toHaveBeenCalledOnce();
});

test('a session that cannot be had is told of, and asked for again at the next press', async () => {
  open.mockRejectedValueOnce(new Error('学習画像を読み込めませんでした。'));
  await runner.run();
  expect(notices()).toEqual(['学習画像を読み込めませんでした。']);
  expect(phase).toBe('idle');
  await runner.run();
  expect(phase).toBe('running');
});

test('a start that fails leaves the session standing still', async () => {
  client.start.mockRejectedValueOnce(new Error('始められません。'));
  await runner.run();
  expect(notices()).toEqual(['始められません。']);
  expect(phase).toBe('paused');
});

test('a worker that was let go has nothing to complain of', async () => {
  client.step.mockRejectedValueOnce(new WorkerEnded('let go'));
  await runner.step();
  expect(notices()).toEqual([]);
});

test('commands asked for before a close are dropped', async () => {
  const waiting = runner.step();
  runner.close();
  await waiting;
  expect(client.step).not.toHaveBeenCalled();
});
