import { beforeEach, expect, test, vi } from 'vitest';
import { type Client, LatentRunner } from '@components/cells/latent-space/runner';
import {
  type Action,
  initialState,
  type LatentState,
  reduce,
} from '@components/cells/latent-space/state';
import { type Kept, nothingKept } from '@components/cells/shared/kept-generator';
import type { GeneratorSource } from '@lib/runtime/latent/protocol';
import { settings } from '../../../support/fake-trainer';

const about = { step: 1234, savedAt: Date.UTC(2026, 0, 2), settings };
const samples = {
  noise: new Float32Array(0),
  images: new Uint8Array(0),
  classes: new Uint8Array(0),
  confidences: new Float32Array(0),
  attributes: [],
};

let state: LatentState;
let kept: Kept;
let sources: GeneratorSource['kind'][];
let open: ReturnType<typeof vi.fn<Client['open']>>;
let runner: LatentRunner;
const forget = vi.fn(() => Promise.resolve());

const dispatch = (action: Action) => {
  state = reduce(state, action);
};

beforeEach(() => {
  [state, kept, sources] = [initialState, { about, problem: null }, []];
  forget.mockReset();
  forget.mockResolvedValue();
  open = vi.fn(({ source }) => {
    sources.push(source.kind);
    return Promise.resolve(samples);
  });
  runner = new LatentRunner({
    getState: () => state,
    dispatch,
    createClient: () =>
      Promise.resolve({ open, draw: () => Promise.resolve(samples), dispose: () => undefined }),
    loadArchive: () => Promise.reject(new Error('not here')),
    shelf: { look: () => Promise.resolve(kept), forget },
  });
});

test('what the browser keeps is offered, and used when asked for', async () => {
  await runner.lookForKept();
  expect(state.kept.about?.step).toBe(1234);
  await runner.useKept();
  expect(sources).toEqual(['kept']);
  expect(state.ownGenerator).toContain('ステップ1,234');
  await runner.useShipped();
  expect(state.ownGenerator).toBeNull();
});

test('one that another tab has deleted meanwhile is missed in words', async () => {
  await runner.lookForKept();
  kept = nothingKept;
  await runner.useKept();
  expect(sources).toEqual([]);
  expect(state).toMatchObject({ kept: nothingKept, notice: { tone: 'error' } });
});

test('one that cannot be loaded leaves the generator before it', async () => {
  await runner.open();
  open.mockRejectedValueOnce(new Error('残っている生成器の記録が壊れていて読めません。'));
  await runner.useKept();
  expect(state).toMatchObject({ phase: 'ready', ownGenerator: null });
  expect(state.notice?.text).toContain('壊れていて');
  await runner.open();
  expect(sources).toEqual(['shipped', 'shipped']);
});

test('deleting the one in use brings the site’s own back; deleting another does not', async () => {
  await runner.open();
  await runner.forgetKept();
  expect(sources).toEqual(['shipped']);
  await runner.useKept();
  await runner.forgetKept();
  expect(sources).toEqual(['shipped', 'kept', 'shipped']);
  expect(state).toMatchObject({ ownGenerator: null, kept: nothingKept, notice: { tone: 'info' } });
});

test('a deletion that the browser refuses is told of, and what is kept stays', async () => {
  await runner.lookForKept();
  forget.mockRejectedValue(new Error('残す場所を使えませんでした。'));
  await runner.forgetKept();
  expect(state).toMatchObject({ kept: { about }, notice: { tone: 'error' } });
});
