import { describe, expect, it } from 'vitest';
import { remainingSteps, shownProblems, waitingForReset } from '@components/cells/dcgan/derived';
import { type Action, initialState, reduce } from '@components/cells/dcgan/state';
import {
  after,
  event,
  events,
  info,
  metricsOf,
  opened,
  opening,
  running,
  settings,
} from '../../../support/dcgan-cell-fixtures';

const edit = (name: 'batchSize' | 'epochs' | 'seed', value: string): Action => ({
  type: 'edit',
  name,
  value,
});
const then = (state: typeof running, ...actions: Action[]) => actions.reduce(reduce, state);

describe('opening a session', () => {
  it('says at once that something is being prepared', () => {
    const state = after(opening());
    expect(state.phase).toBe('preparing');
    expect(state.preparation?.message).toBe('学習の準備をしています');
  });

  it('shows what the worker says about it, and forgets that when it is done', () => {
    const progress = event({ run: 1, type: 'progress', message: '測っています', ratio: 0.5 });
    expect(after(opening(), progress).preparation).toEqual({ message: '測っています', ratio: 0.5 });
    expect(after(opening(), progress, opened).preparation).toBeNull();
  });

  it('shows the first samples before it is done', () => {
    expect(after(opening(), event(events.samples(0))).samples?.step).toBe(0);
  });

  it('begins fresh curves, unless the session goes on from a checkpoint', () => {
    expect(then(running, opening(), opened)).toMatchObject({ step: 0, latest: null });
    expect(then(running, opening(), opened).curves.steps).toEqual([]);
    const continued = then(running, opening(8), opened);
    expect(continued.step).toBe(8);
    expect(continued.curves.steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('keeps the latest numbers if they belong to the checkpoint', () => {
    expect(then(running, opening(12), opened).latest).toEqual(metricsOf(12));
    expect(then(running, opening(8), opened).latest).toBeNull();
  });

  it('adds up the time of a run that moves from session to session', () => {
    const moved = then(running, opening(12), opened, event(events.metrics(13, 14, 250)));
    expect(moved.progress?.elapsedMs).toBe(1250);
  });

  it.each([
    ['nothing', initialState, 'idle'],
    ['a run under way', running, 'paused'],
    ['a finished run', then(running, event(events.status('finished'))), 'finished'],
    ['a failed run', then(running, event(events.failure('diverged', 10))), 'failed'],
  ] as const)('falls back to %s if it fails', (_, before, phase) => {
    const state = then(before, opening(), { type: 'open-failed', message: '読めません。' });
    expect(state.phase).toBe(phase);
    expect(state.notice).toEqual({ tone: 'error', text: '読めません。' });
    expect(state.curves).toBe(before.curves);
    expect(state.failure).toBe(before.failure);
  });

  it('keeps the old surroundings if it fails, and takes the new ones if not', () => {
    const other = { backend: 'cpu', source: { kind: 'shipped' } } as const;
    const begun = reduce(running, { type: 'opening', surroundings: other, fromStep: 12 });
    expect(reduce(begun, { type: 'open-failed', message: '' }).surroundings.backend).toBe('auto');
    expect(reduce(begun, opened).surroundings.backend).toBe('cpu');
  });
});

describe('a run', () => {
  it('counts its steps and remembers its newest numbers', () => {
    expect(running).toMatchObject({ phase: 'running', step: 12, latest: metricsOf(12) });
    expect(running.progress).toMatchObject({ epoch: 2, batch: 2, elapsedMs: 1000 });
  });

  it('is stopping from the moment that it was asked to until it says that it has', () => {
    const stopping = reduce(running, { type: 'stopping' });
    expect(stopping.phase).toBe('stopping');
    expect(reduce(stopping, event(events.status('paused'))).phase).toBe('paused');
  });

  it('keeps the cell in preparation while another session is opened', () => {
    expect(then(running, opening(12), event(events.status('paused'))).phase).toBe('preparing');
  });

  it('that failed says why and where it can go on', () => {
    const failed = reduce(running, event(events.failure('diverged', 10)));
    expect(failed.phase).toBe('failed');
    expect(failed.failure).toEqual({ kind: 'diverged', message: '壊れました。', lastGoodStep: 10 });
    expect(then(failed, opening(10), opened).failure).toBeNull();
  });

  it('leaves what was drawn when its worker is closed', () => {
    const closed = reduce(running, { type: 'closed', notice: null });
    expect(closed).toMatchObject({ phase: 'idle', session: null, step: 12 });
    expect(closed.samples).toBe(running.samples);
    expect(closed.curves).toBe(running.curves);
  });

  it('has as many steps to go as its epochs hold', () => {
    expect(remainingSteps(initialState, settings)).toBe(Infinity);
    expect(remainingSteps(running, settings)).toBe(2 * 10 - 12);
    expect(remainingSteps(running, { ...settings, epochs: 1 })).toBe(0);
  });
});

describe('the form', () => {
  it('says what is wrong with a value only when the reader has left the field', () => {
    const typing = after(edit('batchSize', '0'));
    expect(shownProblems(typing).size).toBe(0);
    const left = reduce(typing, { type: 'commit' });
    expect(shownProblems(left).get('batchSize')).toBe(
      'バッチサイズには2以上512以下の整数を入れてください（入力：「0」）。',
    );
  });

  it('says what is wrong with other fields meanwhile', () => {
    const state = after(edit('batchSize', '0'), edit('epochs', ''));
    expect([...shownProblems(state).keys()]).toEqual(['batchSize']);
  });

  it('is repaired by a preset', () => {
    const state = after(edit('batchSize', '0'), { type: 'preset', preset: 'paper' });
    expect(shownProblems(state).size).toBe(0);
    expect(state.draft.epochs).toBe('20');
  });

  it('marks what a run under way can only take up after a reset', () => {
    const changed = then(running, edit('batchSize', '64'), edit('epochs', '5'), edit('seed', '1'));
    expect(waitingForReset(changed)).toEqual(['batchSize', 'seed']);
    expect(waitingForReset(running)).toEqual([]);
    expect(waitingForReset(after(edit('seed', '1')))).toEqual([]);
  });

  it('has nothing waiting once a session was opened with it', () => {
    const changed = then(running, edit('seed', '1'), opening());
    const reopened = reduce(changed, { type: 'opened', info, settings: { ...settings, seed: 1 } });
    expect(waitingForReset(reopened)).toEqual([]);
  });
});

describe('a link or an experiment', () => {
  it('fills the form, what it leaves out having its default', () => {
    const state = then(running, edit('seed', '9'), {
      type: 'shared',
      values: { epochs: '20', generatorLoss: 'saturating' },
    });
    expect(state.draft).toMatchObject({ epochs: '20', generatorLoss: 'saturating', seed: '2017' });
    expect(state.notice).toBeNull();
  });

  it('that is broken says so, and leaves the defaults and the run', () => {
    const values = { seed: '<b>', epochs: '20' };
    const state = then(running, { type: 'shared', values });
    expect(state.draft).toEqual(initialState.draft);
    expect(state.notice?.text).toContain('<b>');
    expect(state.phase).toBe('running');
  });
});
