import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { defaults, mostSteps } from '@components/cells/fool-discriminator/settings';
import { initialState, reduce, shareOf } from '@components/cells/fool-discriminator/state';

const drawing = [[[0, 0.5], [0, -0.5]]] as const; // prettier-ignore
const step = (name: 'early' | 'late', count = 1) => ({ type: 'step', name, count }) as const;

describe('the cell of the fooled discriminators', () => {
  it('opens with a digit judged by the discriminators that the site ships', async () => {
    const { hearing, accounts, isOpening } = initialState;
    expect(isOpening).toBe(true);
    for (const name of ['early', 'late'] as const) {
      const verdict = hearing?.judgement.verdicts[name];
      expect(verdict?.gradient).toHaveLength(784);
      expect(verdict?.score).toBeCloseTo(1 / (1 + Math.exp(-(verdict?.logit ?? NaN))), 6);
      const file = `public/models/discriminator-${name}/metadata.json`;
      const { steps, scores } = JSON.parse(await readFile(file, 'utf8')) as {
        steps: number;
        scores: { real: object };
      };
      expect(accounts[name].steps).toBe(steps);
      expect(accounts[name].references.real).toEqual(scores.real);
    }
  });

  it('gives a link that restores image, drawing and every step', () => {
    const settings = { source: 'drawn', seed: 12 } as const;
    let state = reduce(initialState, { type: 'change', settings: { source: 'late', seed: 12 } });
    state = reduce(state, { type: 'draw', drawing });
    state = reduce(reduce(state, step('late', 3)), step('early'));
    const restored = reduce(initialState, { type: 'shared', values: shareOf(state) });
    expect(restored).toMatchObject({ settings, drawing, notice: null, hearing: null });
    expect(restored.steps).toEqual(['late', 'late', 'late', 'early']);
  });

  it('opens again from a link of its defaults', () => {
    const restored = reduce(initialState, { type: 'shared', values: shareOf(initialState) });
    expect(restored).toEqual(initialState);
  });

  it.each([
    { source: 'other' },
    { seed: '1e9' },
    { steps: 'elx' },
    { steps: 'e'.repeat(mostSteps + 1) },
    { drawing: 'a', steps: 'e' },
  ])('takes the defaults and says so for a link of %o', (values) => {
    const state = reduce(initialState, { type: 'shared', values });
    expect(state).toMatchObject({ settings: defaults, drawing: [], steps: [] });
    expect(state.notice?.tone).toBe('error');
  });

  it('begins at no steps with another drawing or image', () => {
    const walked = reduce(initialState, step('late', 5));
    expect(reduce(walked, { type: 'draw', drawing }).steps).toEqual([]);
    const other = reduce(reduce(walked, { type: 'draw', drawing }), {
      type: 'change',
      settings: { source: 'digit', seed: 3 },
    });
    // The drawing waits for the reader to come back to it.
    expect(other).toMatchObject({ drawing, steps: [], settings: { source: 'digit' } });
    expect(shareOf(other)['drawing']).toBeUndefined();
  });

  it('shows the drawing of a link that has one', () => {
    const values = { drawing: '0.50.0.-50' };
    const { settings, drawing: drawn } = reduce(initialState, { type: 'shared', values });
    expect(settings.source).toBe('drawn');
    expect(drawn).toEqual(drawing);
  });

  it('takes no more steps than a link holds, and says so', () => {
    const walked = reduce(initialState, step('early', mostSteps + 5));
    expect(walked.steps).toHaveLength(mostSteps);
    expect(walked.notice?.tone).toBe('info');
    expect(reduce(walked, { type: 'back', to: 2 }).steps).toHaveLength(2);
  });
});
