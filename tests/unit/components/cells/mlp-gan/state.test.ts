import { describe, expect, it } from 'vitest';
import { parseDraft } from '@components/cells/dcgan/derived';
import { opening, pairCount } from '@components/cells/mlp-gan/opening';
import { variantOf } from '@components/cells/mlp-gan/settings';
import {
  type Action,
  initialState,
  isDropoutWaiting,
  reduce,
  shareOf,
} from '@components/cells/mlp-gan/state';
import { info, settings } from '../../../support/dcgan-cell-fixtures';

const play = (actions: readonly Action[]) => actions.reduce(reduce, initialState);
const surroundings = { backend: 'auto', source: { kind: 'shipped' } } as const;
const opened = (fromStep: number | null = null): Action[] => [
  { type: 'opening', surroundings, fromStep },
  { type: 'opened', info, settings },
];

describe('the settings', () => {
  it('are, to begin with, those of the moment that the cell opens with', () => {
    expect(opening.seed).toBe(Number(initialState.run.draft.seed));
    expect(opening.distances).toHaveLength(pairCount);
    expect(opening.distances.every((distance) => distance > 0)).toBe(true);
    expect(opening.step).toBeGreaterThanOrEqual(1000);
    expect(opening.curves.steps.at(-1)).toBe(opening.step);
  });

  it('make a whole run that does not end by itself soon', () => {
    const parsed = parseDraft(initialState.run.draft);
    expect(parsed).toMatchObject({ ok: true, settings: { generatorLoss: 'non-saturating' } });
    expect(parsed.ok && parsed.settings.epochs).toBeGreaterThanOrEqual(1000);
  });

  it('come back from a link as they were', () => {
    const state = play([
      { type: 'edit', name: 'seed', value: '77' },
      { type: 'edit', name: 'discriminatorLearningRate', value: '0.0005' },
      { type: 'dropout', dropout: 'off' },
      { type: 'speed', speed: 'slow' },
    ]);
    const values = shareOf(state);
    expect(Object.keys(values)).toHaveLength(6);
    const again = play([{ type: 'shared', values }]);
    expect(shareOf(again)).toEqual(values);
    expect(again.run.notice).toBeNull();
  });

  it.each([{ dropout: 'maybe' }, { seed: '-1' }, { batchSize: '<b>' }, { speed: 'gentle9' }])(
    'are the defaults, with a message, after a link with %o',
    (values) => {
      const state = play([
        { type: 'shared', values: { discriminatorLearningRate: '0.5', ...values } },
      ]);
      expect(shareOf(state)).toEqual(shareOf(initialState));
      expect(state.run.notice).toMatchObject({ tone: 'error' });
      expect(state.run.notice?.text).toContain('初期設定');
    },
  );
});

describe('the dropout', () => {
  it('is a variant of the perceptrons', () => {
    expect(variantOf('off')).toEqual({ network: 'mlp', discriminatorDropout: false });
    expect(variantOf('on')).toEqual({ network: 'mlp', discriminatorDropout: true });
  });

  it('waits for other networks once there are some', () => {
    const before = play([{ type: 'dropout', dropout: 'off' }]);
    expect(isDropoutWaiting(before)).toBe(false);
    const during = play([...opened(), { type: 'dropout', dropout: 'off' }]);
    expect(isDropoutWaiting(during)).toBe(true);
    const anew = opened().reduce(reduce, during);
    expect(anew.usedDropout).toBe('off');
    expect(isDropoutWaiting(anew)).toBe(false);
  });

  it('stays as it is in a run that goes on from a checkpoint', () => {
    const changed = play([...opened(), { type: 'dropout', dropout: 'off' }]);
    const resumed = opened(12).reduce(reduce, changed);
    expect(resumed.usedDropout).toBe('on');
    expect(isDropoutWaiting(resumed)).toBe(true);
  });

  it('of a session that could not be opened changes nothing of the one before', () => {
    const failed = [
      { type: 'dropout', dropout: 'off' },
      { type: 'opening', surroundings, fromStep: null },
      { type: 'open-failed', message: '読み込めません' },
    ] as const;
    const state = failed.reduce<typeof initialState>(reduce, play(opened()));
    expect(state.usedDropout).toBe('on');
    expect(reduce(state, { type: 'closed', notice: null }).usedDropout).toBeNull();
  });
});
