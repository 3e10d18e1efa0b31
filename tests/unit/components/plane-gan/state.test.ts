import { describe, expect, it } from 'vitest';
import { remedyOf, remedyValues, setupOf, setupValues } from '@components/cells/plane-gan/setups';
import { initialState, planOf, reduce, shareOf } from '@components/cells/plane-gan/state';

const edited = (values: Parameters<typeof setupOf>[0] | object) =>
  reduce(initialState, { type: 'edit', values });

describe('the laboratory', () => {
  it('restores settings, seed and drawing from its own link', () => {
    const drawn = reduce(edited({ data: 'drawn', seed: '7', loss: 'least-squares' }), {
      type: 'draw',
      drawing: [[[0.1, 0.2], [0.3, -0.4]]], // prettier-ignore
    });
    const restored = reduce(initialState, { type: 'shared', values: shareOf(drawn) });
    expect(restored.notice).toBeNull();
    expect(planOf(restored)).toEqual(planOf(drawn));
  });

  it('falls back to the defaults with a message if a link cannot be used', () => {
    for (const values of [{ seed: '-1' }, { data: 'ring<' }, { data: 'drawn', drawing: 'x' }]) {
      const state = reduce(edited({ seed: '9' }), { type: 'shared', values });
      expect(planOf(state)).toEqual(planOf(initialState));
      expect(state.notice?.text).toContain('初期設定');
    }
  });

  it('knows its setups, with a remedy or without', () => {
    const collapsing = edited(setupValues('collapse'));
    expect(setupOf(initialState.draft)).toBe('learning');
    expect(setupOf(collapsing.draft)).toBe('collapse');
    const cured = reduce(collapsing, { type: 'edit', values: remedyValues('unrolled') });
    expect([setupOf(cured.draft), remedyOf(cured.draft)]).toEqual(['collapse', 'unrolled']);
    expect(setupOf(edited({ batchSize: '99' }).draft)).toBe('custom');
  });

  it('says what cannot be used', () => {
    expect(() => planOf(edited({ batchSize: 'x' }))).toThrow('バッチサイズ');
  });

  it('sends no map, arrows or lattice that nobody looks at', () => {
    const shown = { map: false, arrows: false, lattice: false };
    const { view } = planOf(reduce(initialState, { type: 'show', shown }));
    expect(view).toMatchObject({ mapCells: 0, arrows: 0, latticeSteps: 0 });
  });
});
