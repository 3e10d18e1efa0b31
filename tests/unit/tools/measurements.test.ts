/** The records in docs/measurements, and the programs that make them. */
import { expect, test } from 'vitest';
import { readRecords } from '@components/notebook/measured';
import { measurements } from '../../../tools/measure/measurements';

const records = Object.entries(readRecords());
const names = measurements.map(({ name }) => name);

test('measurements have names of their own', () => {
  expect(names).toEqual([...new Set(names)]);
});

test.each(records)('%s was made by a measurement that exists', (name, { command, what }) => {
  expect(names).toContain(name);
  expect(command).toBe(`npm run measure -- ${name}`);
  expect(what).toBe(measurements.find((measurement) => measurement.name === name)?.what);
});
