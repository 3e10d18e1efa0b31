import { describe, expect, it } from 'vitest';
import { defaults } from '@components/cells/average-pooling/settings';
import {
  bestDigit,
  chosenDigit,
  initialState,
  type PoolingState,
  reduce,
  shareOf,
} from '@components/cells/average-pooling/state';
import { pooledSum } from '@lib/inspection/pooled-sum';

const drawing = [[[0, 0.5], [0, -0.5]]] as const; // prettier-ignore
const readingOf = ({ reading }: PoolingState) => {
  if (!reading) throw new Error('there is no reading');
  return reading;
};

describe('the cell of global average pooling', () => {
  it('opens with a digit of MNIST, classified right, whose logit adds up', () => {
    const { activation, label } = readingOf(initialState);
    expect(bestDigit(activation)).toBe(label);
    expect(initialState.isOpening).toBe(true);
    const { logit } = pooledSum(activation, label ?? NaN);
    expect(logit).toBeCloseTo(activation.logits[label ?? NaN] ?? NaN, 2);
  });

  it('shows the map of the likeliest class until the reader chooses one', () => {
    const reading = readingOf(initialState);
    expect(chosenDigit(initialState, reading)).toBe(7);
    const chosen = reduce(initialState, { type: 'change', settings: { digit: '3' } });
    expect(chosenDigit(chosen, reading)).toBe(3);
  });

  it('gives a link that restores sizes, class, seed and drawing', () => {
    const settings = { ...defaults, rows: 9, classes: 10, digit: '4', seed: 12 } as const;
    const changed = reduce(reduce(initialState, { type: 'change', settings }), {
      type: 'draw',
      drawing,
    });
    const restored = reduce(initialState, { type: 'shared', values: shareOf(changed) });
    expect(restored).toMatchObject({
      settings,
      drawing,
      isDrawn: true,
      notice: null,
      reading: null,
    });
  });

  it('opens again from a link of its defaults', () => {
    const restored = reduce(initialState, { type: 'shared', values: shareOf(initialState) });
    expect(restored).toEqual(initialState);
  });

  it.each([{ rows: '1e9' }, { digit: '12' }, { drawing: 'a' }, { seed: '-1', drawing: '1.2' }])(
    'takes the defaults and says so for a link of %o',
    (values) => {
      const { settings, isDrawn, notice } = reduce(initialState, { type: 'shared', values });
      expect(settings).toEqual(defaults);
      expect(isDrawn).toBe(false);
      expect(notice?.tone).toBe('error');
    },
  );

  it('keeps the drawing while a digit of MNIST is looked at', () => {
    const drawn = reduce(initialState, { type: 'draw', drawing });
    const other = reduce(drawn, { type: 'digit', seed: 3 });
    expect(other).toMatchObject({ drawing, isDrawn: false, settings: { seed: 3 } });
    expect(shareOf(other)['drawing']).toBeUndefined();
  });

  it('keeps what is on the screen when a value cannot be used', () => {
    const ready = reduce(initialState, { type: 'phase', phase: 'ready' });
    const state = reduce(ready, { type: 'problem', text: '…' });
    expect(state).toEqual({ ...ready, notice: { tone: 'error', text: '…' } });
  });
});
