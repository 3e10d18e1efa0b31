import { beforeEach, expect, test, vi } from 'vitest';
import { GeneratorKeeper } from '@components/cells/dcgan-cell/keeper';
import dcgan from '@components/cells/dcgan-cell/cell';
import type { DcganState } from '@components/cells/dcgan-cell/types';
import { initialState, valuesOf } from '@components/cells/kit/state';
import { nothingKept } from '@components/cells/kit/kept-generator';
import type { SavedNetworks } from '@lib/session/protocol';

const network = { modelTopology: {}, weightSpecs: [], weightData: new ArrayBuffer(0) };
const begin = initialState(dcgan.declaration, null);
const settings = valuesOf(dcgan.declaration, begin.draft);
const at = (phase: DcganState['phase'], step = 40): DcganState => ({
  ...begin,
  phase,
  step,
  used: settings,
});

let state: DcganState;
let now: number;
const store = {
  look: vi.fn(() => Promise.resolve(nothingKept)),
  keep: vi.fn(() => Promise.resolve()),
  forget: vi.fn(() => Promise.resolve()),
};
const networks = vi.fn<() => Promise<SavedNetworks | null>>();
let keeper: GeneratorKeeper;

function go(next: DcganState): void {
  const before = state;
  state = next;
  keeper.follow(before);
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  vi.clearAllMocks();
  networks.mockResolvedValue({ generator: network, discriminator: network });
  store.keep.mockResolvedValue();
  [state, now] = [at('idle', 0), 1000];
  keeper = new GeneratorKeeper({
    ...{ store, networks, getState: () => state, onChange: () => undefined, now: () => now },
  });
});

test('a run that pauses or ends leaves its generator, with its step, its settings and the date', async () => {
  go(at('running'));
  go(at('stopping'));
  go(at('paused', 41));
  await settled();
  expect(store.keep).toHaveBeenCalledExactlyOnceWith(network, {
    step: 41,
    savedAt: 1000,
    settings,
  });
  expect(keeper.kept.about?.step).toBe(41);
  go(at('running', 42));
  go(at('finished', 50));
  await settled();
  expect(keeper.kept.about?.step).toBe(50);
});

test('a long run is kept now and then, and when its page is hidden', async () => {
  go(at('running'));
  now += 59_000;
  go(at('running', 60));
  keeper.hidden();
  await settled();
  expect(store.keep).toHaveBeenCalledTimes(1);
  now += 59_000;
  go(at('running', 80));
  expect(networks).toHaveBeenCalledTimes(1);
  now += 1000;
  go(at('running', 81));
  await settled();
  expect(store.keep).toHaveBeenCalledTimes(2);
});

test('nothing is kept of a run that has not begun, of single steps, or after a failure', async () => {
  go(at('preparing', 0));
  go(at('paused', 0));
  go(at('stepping', 1));
  go(at('paused', 1));
  keeper.hidden();
  go(at('running', 1));
  go(at('failed', 2));
  await settled();
  expect(store.keep).not.toHaveBeenCalled();
});

test('a browser that refuses is told of, and not asked again before the next pause', async () => {
  store.keep.mockRejectedValue(new Error('残す場所を使えませんでした。'));
  go(at('running'));
  now += 60_000;
  go(at('running', 60));
  await settled();
  expect(keeper.kept.problem).toContain('残す場所');
  now += 600_000;
  go(at('running', 90));
  await settled();
  expect(store.keep).toHaveBeenCalledTimes(1);
  store.keep.mockResolvedValue();
  go(at('paused', 91));
  await settled();
  expect(keeper.kept).toMatchObject({ about: { step: 91 }, problem: null });
});

test('a worker that ended in between is nothing to tell of', async () => {
  networks.mockRejectedValue(Object.assign(new Error('ended'), { name: 'WorkerEnded' }));
  go(at('running'));
  go(at('paused'));
  await settled();
  expect(keeper.kept).toEqual(nothingKept);
});

test('what is kept can be deleted', async () => {
  go(at('running'));
  go(at('paused'));
  await settled();
  await keeper.forget();
  expect(store.forget).toHaveBeenCalledOnce();
  expect(keeper.kept).toEqual(nothingKept);
});
