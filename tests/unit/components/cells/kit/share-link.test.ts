import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeShare, encodeShare, settingsFromShare } from '@components/cells/kit/share-link';
import { type Controls, formatSetting } from '@lib/controls';

const controls = {
  rate: {
    type: 'number',
    label: '学習率',
    help: '',
    min: 0,
    max: 1,
    default: 0.5,
    unit: '',
    scale: 'linear',
    step: 0.1,
  },
  data: {
    type: 'choice',
    label: 'データ',
    help: '',
    options: [
      { value: 'ring', label: '輪' },
      { value: 'line', label: '線' },
    ],
    default: 'ring',
  },
} as const satisfies Controls;
const defaults = { rate: 0.5, data: 'ring' };

describe('a share link', () => {
  it('is readable', () => {
    expect(encodeShare('plane-gan', { data: 'ring', seed: '3' })).toBe(
      '#plane-gan?data=ring&seed=3',
    );
  });

  it('carries any values there and back, through an address', () => {
    const wellFormed = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.dictionary(wellFormed, wellFormed), (values) => {
        const { hash } = new URL(encodeShare('a-cell', values), 'https://example.com/theory/');
        expect(decodeShare('a-cell', hash)).toEqual({ ...values });
      }),
    );
  });

  it('is nothing to another cell, nor to a heading', () => {
    expect(decodeShare('line-gan', '#plane-gan?data=ring')).toBeNull();
    expect(decodeShare('line-gan', '#line-gan')).toBeNull();
    expect(decodeShare('line-gan', '')).toBeNull();
  });

  it('survives what is malformed', () => {
    expect(decodeShare('line-gan', '#line-gan?')).toEqual({});
    expect(decodeShare('line-gan', '#line-gan?%E0%A4%A&&=&seed')).toMatchObject({ seed: '' });
    const hostile = decodeShare('line-gan', '#line-gan?__proto__=x&constructor=y');
    expect(Object.getPrototypeOf(hostile)).toBe(Object.prototype);
  });
});

describe('settings from a link', () => {
  it('are those of the link, with defaults for the rest', () => {
    const shared = settingsFromShare(controls, { rate: '0.25', stranger: '1' });
    expect(shared).toEqual({ settings: { rate: 0.25, data: 'ring' }, message: null });
  });

  it('are the defaults if any value is unusable, with a message that names it', () => {
    const { settings, message } = settingsFromShare(controls, { rate: '7', data: 'line' });
    expect(settings).toEqual(defaults);
    expect(message).toContain('学習率');
    expect(message).toContain('7');
  });

  it('may be longer than a message shows', () => {
    const rate = formatSetting(5e-324);
    expect(rate.length).toBeGreaterThan(300);
    expect(settingsFromShare(controls, { rate })).toMatchObject({
      settings: { rate: 5e-324 },
      message: null,
    });
  });

  it('show a hostile value only in part', () => {
    const { settings, message } = settingsFromShare(controls, { data: '<'.repeat(100_000) });
    expect(settings).toEqual(defaults);
    expect(message?.length).toBeLessThan(300);
  });

  it('do not take what every object has for a value', () => {
    expect(settingsFromShare({ toString: controls.data }, {}).message).toBeNull();
  });
});
