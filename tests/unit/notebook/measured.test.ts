import { expect, test } from 'vitest';
import type { MeasurementRecord } from '@components/notebook/measurement-record';
import { findMeasurement, formatMeasured, readRecords } from '@components/notebook/measured';

const record: MeasurementRecord = {
  what: 'A ring, and how soon it is found.',
  command: 'npm run measure -- ring',
  measured: '2026-11-25',
  machine: { cpu: 'AMD EPYC', cores: 2, runtime: 'Node 24', backend: 'cpu' },
  seconds: 3,
  settings: { steps: 900 },
  values: { found: [8, 8, 7], js: 0.2164, none: { word: 'no number' } },
};
const records = { ring: record };

test('a number is found by its path, in the values or the settings', () => {
  expect(findMeasurement('ring.js', records)).toEqual({ value: 0.2164, record });
  expect(findMeasurement('ring.found.2', records).value).toBe(7);
  expect(findMeasurement('ring.found', records).value).toEqual([8, 8, 7]);
  expect(findMeasurement('ring.settings.steps', records).value).toBe(900);
});

test.each([
  ['rign.js', 'there is no docs/measurements/rign.json; there are docs/measurements/ring.json'],
  ['ring.kl', 'ring.json has no "kl" in values; there are found, js, none'],
  ['ring.found.3', 'ring.json has no "3" in values.found; there are 0, 1, 2'],
  ['ring.js.0', 'ring.json has no "0" in values.js; it is 0.2164'],
  ['ring.settings.seed', 'ring.json has no "seed" in settings; there are steps'],
  ['ring.none', 'expected a number or a list of numbers; there are word'],
  ['ring.none.word', 'expected a number or a list of numbers; it is "no number"'],
  ['ring', 'expected a number or a list of numbers; there are found, js, none'],
])('<Measured of="%s"> is refused', (of, message) => {
  expect(() => findMeasurement(of, records)).toThrow(message);
  expect(() => findMeasurement(of, records)).toThrow(`<Measured of="${of}">`);
});

test.each([
  [1354.2, { digits: 0 }, '1,354'],
  [0.2164, { digits: 2 }, '0.22'],
  [0.2164, {}, '0.2164'],
  [3287, { significant: 2 }, '3,300'],
  [0.000512, { significant: 1 }, '0.0005'],
  [0.8087, { percent: true, digits: 0 }, '81%'],
  [1833729, { unit: 10000, digits: 0 }, '183'],
  [-1.3, {}, '−1.3'],
  [[17.86, 7.6], { digits: 1 }, '17.9、7.6'],
])('%s with %o is printed as %s', (value, format, text) => {
  expect(formatMeasured(value, format)).toBe(text);
});

test('the records of this site can all be read', () => {
  expect(Object.keys(readRecords())).toContain('plane-ring');
});
