import { describe, expect, it } from 'vitest';
import dcgan from '@components/cells/dcgan-cell/cell';
import type { DcganState, DcganTypes } from '@components/cells/dcgan-cell/types';
import duel from '@components/cells/loss-duel/cell';
import plane from '@components/cells/plane-gan/cell';
import { previewOf, previewWriter, readPreview } from '@components/cells/kit/preview';
import type { CellAction } from '@components/cells/kit/cell-state';
import {
  initialState,
  problemsOf,
  reduce,
  shareOf,
  valuesOf,
  waitingNames,
} from '@components/cells/kit/state';
import type { RunEvent } from '@lib/session/protocol';
import { frameAt, info } from '../../../support/fake-session-client';

const { declaration } = dcgan;
type Action = CellAction<DcganTypes>;
const begin = initialState(declaration, null);
const values = valuesOf(declaration, begin.draft);
if (!values) throw new Error('the defaults cannot be used');
const { surroundings } = begin;

const then = (state: DcganState, ...actions: object[]) =>
  actions.reduce<DcganState>(
    (before, action) => reduce(declaration, before, action as Action),
    state,
  );
const event = (given: RunEvent) => ({ type: 'event', event: given });
const opening = () => ({ type: 'opening', values, surroundings });
const opened = (fromStep: number | null = null) => ({ type: 'opened', session: info, fromStep });
const running = then(
  begin,
  opening(),
  { type: 'phase', phase: 'preparing' },
  opened(),
  { type: 'phase', phase: 'running' },
  ...Array.from({ length: 12 }, (_, i) => event(frameAt(i + 1))),
);

describe('opening a session', () => {
  it('says at once that something is being prepared, and then what the worker says about it', () => {
    expect(then(begin, opening()).preparation?.message).toBe('学習の準備をしています');
    const progress = event({ type: 'progress', message: '測っています', ratio: 0.5 });
    expect(then(begin, opening(), progress).preparation).toEqual({
      message: '測っています',
      ratio: 0.5,
    });
    expect(then(begin, opening(), progress, opened()).preparation).toBeNull();
  });

  it('keeps what the older run showed until the new one is open', () => {
    const before = then(running, opening(), event(frameAt(0)));
    expect(before.step).toBe(12);
    expect(then(before, opened()).step).toBe(0);
  });

  it('begins fresh curves, unless the session goes on from a checkpoint', () => {
    expect(then(running, opening(), opened()).curves.steps).toEqual([]);
    const continued = then(running, opening(), opened(8));
    expect(continued.step).toBe(8);
    expect(continued.curves.steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('adds up the time of a run that moves from session to session', () => {
    const moved = then(running, opening(), opened(12), event(frameAt(13, { elapsedMs: 250 })));
    expect(moved.elapsedMs).toBe(1200 + 250);
  });

  it('takes the new surroundings only when it is open', () => {
    const other = { ...opening(), surroundings: { ...surroundings, backend: 'cpu' } };
    expect(then(running, other).surroundings.backend).toBe('auto');
    expect(then(running, other, opened(12)).surroundings.backend).toBe('cpu');
  });
});

describe('a run', () => {
  it('counts its rounds and keeps every one of them in its curves', () => {
    expect(running.step).toBe(12);
    expect(running.curves.steps).toHaveLength(12);
    expect(running.curves.values['generatorLoss 0']?.at(-1)).toBe(0.7);
  });

  it('keeps the last picture of a lane that diverged', () => {
    const tiles = { pixels: new Uint8Array(1), rows: 1, columns: 1, tileHeight: 1, tileWidth: 1 };
    const drawn = then(running, event(frameAt(13, { pictures: [tiles] })));
    const diverged = then(
      drawn,
      event({ type: 'diverged', lane: 0, step: 14 }),
      event(frameAt(14, { pictures: [null], metrics: [null] })),
    );
    expect(diverged.lanes[0]).toMatchObject({ picture: tiles, divergedAt: 14 });
    expect(diverged.lanes[0]?.metrics).toMatchObject({ step: 13 });
  });

  it('remembers what the watches see, by their names', () => {
    const reading = { step: 12, lanes: [], healthyStep: 12 };
    const seen = then(running, event({ type: 'watch', name: 'quality', step: 12, value: reading }));
    expect(seen.watched['quality']).toEqual({ step: 12, value: reading });
  });

  it('keeps curves of what a watch sees', () => {
    const comparison = { js: 0.2, kl: 1, floor: { js: 0.01, kl: 0.1 }, coverage: null };
    const state = reduce(plane.declaration, initialState(plane.declaration, null), {
      type: 'event',
      event: { type: 'watch', name: 'comparison', step: 5, value: [comparison] },
    });
    expect(state.watchCurves['comparison']?.steps).toEqual([5]);
    expect(state.watchCurves['comparison']?.values['js']).toEqual([0.2]);
  });
});

describe('the form', () => {
  const edit = (name: string, value: string) => ({ type: 'edit', values: { [name]: value } });

  it('is not wrong where the reader still types, and is told what is once they are done', () => {
    const typing = then(begin, edit('batchSize', '-'));
    expect(problemsOf(declaration, typing).size).toBe(0);
    expect(problemsOf(declaration, then(typing, { type: 'commit' })).get('batchSize')).toContain(
      'バッチサイズには2以上512以下の整数を入れてください',
    );
  });

  it('compares the value typed, not its spelling, with the value in force', () => {
    const spelt = then(running, edit('seed', '2017.0'), edit('batchSize', '１６'));
    expect(waitingNames(declaration, spelt)).toEqual([]);
    expect(waitingNames(declaration, then(running, edit('seed', '5')))).toEqual(['seed']);
  });

  it('takes a link’s values, and only defaults with a message if one is unusable', () => {
    const shared = then(begin, { type: 'shared', values: { epochs: '20' } });
    expect(shared.draft['epochs']).toBe('20');
    const broken = then(begin, { type: 'shared', values: { epochs: '20', seed: 'x' } });
    expect(broken.draft['epochs']).toBe('2');
    expect(broken.notice?.text).toContain('共有リンクの設定を読み取れなかった');
  });

  it('shares the speed where it can be chosen, and what the cell keeps beside', () => {
    expect(shareOf(duel.declaration, initialState(duel.declaration, null))['speed']).toBe('gentle');
    expect(shareOf(declaration, begin)).not.toHaveProperty('speed');
    const drawn = reduce(plane.declaration, initialState(plane.declaration, null), {
      type: 'edit',
      values: { data: 'drawn' },
    });
    expect(shareOf(plane.declaration, drawn)['drawing']).toMatch(/^[-\d._]+$/);
  });
});

describe('a preview', () => {
  it('comes back from its text as it was, numbers to three figures', () => {
    const drawn = then(running, event(frameAt(13, { pictures: [tilesOf(7)] })));
    const text = JSON.stringify(previewOf(drawn), previewWriter());
    const read = JSON.parse(text, readPreview) as ReturnType<typeof previewOf>;
    const shown = initialState(declaration, read as never);
    expect(shown).toMatchObject({ phase: 'idle', isPreview: true, step: 13, session: null });
    expect(shown.lanes[0]?.picture).toEqual(tilesOf(7));
  });
});

function tilesOf(grey: number) {
  return {
    pixels: new Uint8Array(4).fill(grey),
    rows: 1,
    columns: 1,
    tileHeight: 2,
    tileWidth: 2,
  };
}
