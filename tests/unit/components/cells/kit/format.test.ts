import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatDuration,
  formatMeasure,
  formatPace,
} from '@components/cells/kit/format';

describe('formatDuration', () => {
  it.each([
    [400, '0秒'],
    [8_400, '8秒'],
    [59_600, '1分00秒'],
    [185_000, '3分05秒'],
    [3_720_000, '1時間02分'],
  ])('writes %i ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe('formatPace', () => {
  it.each([
    [0.1374, '0.14'],
    [4.24, '4.2'],
    [1234.5, '1,235'],
  ])('writes %d steps per second as %s', (pace, text) => {
    expect(formatPace(pace)).toBe(text);
  });
});

describe('formatMeasure', () => {
  it.each([
    [0.69314, '0.693'],
    [-1.5, '−1.500'],
    [12345.6, '1.235e+4'],
    [NaN, 'NaN'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
  ])('writes %d as %s', (value, text) => {
    expect(formatMeasure(value)).toBe(text);
  });
});

describe('formatCount', () => {
  it('groups thousands', () => {
    expect(formatCount(10000)).toBe('10,000');
  });
});
