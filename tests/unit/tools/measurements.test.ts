/** The records in docs/measurements, the programs that make them, and the README that prints some. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readRecords } from '@components/notebook/measured';
import early from '../../../public/models/discriminator-early/metadata.json';
import late from '../../../public/models/discriminator-late/metadata.json';
import classifier from '../../../public/models/digit-classifier/metadata.json';
import generator from '../../../public/models/generator/metadata.json';
import { measurements } from '../../../tools/measure/measurements';
import { qualitySection } from '../../../tools/measure/readme';

const records = Object.entries(readRecords());
const names = measurements.map(({ name }) => name);
const readme = readFileSync('README.md', 'utf8');

test('measurements have names of their own, and a record each', () => {
  expect(names).toEqual([...new Set(names)]);
  expect(records.map(([name]) => name)).toEqual([...names].sort());
});

test.each(records)('%s was made by a measurement that exists', (name, { command, what }) => {
  expect(command).toBe(`npm run measure -- ${name}`);
  expect(what).toBe(measurements.find((measurement) => measurement.name === name)?.what);
});

test('the README has the table of quality as the records have it', async () => {
  const [, section = ''] = /<!-- quality -->([\s\S]*)<!-- \/quality -->/.exec(readme) ?? [];
  const plain = (text: string) => text.replaceAll(/[\s-]/g, '');
  expect(plain(section)).toBe(plain(await qualitySection()));
});

test('the README has the sizes and times of the shipped networks as their accounts have them', () => {
  const megabytes = ({ bytes }: { bytes: number }) => `${(bytes / 1e6).toFixed(2)}MB`;
  const { split, heldOutAccuracy } = classifier;
  const heldOut = `${split.heldOut.toLocaleString('en')}枚での正解率${Math.round(100 * heldOutAccuracy.shipped)}%`;
  for (const text of [megabytes(generator.compact), megabytes(early), megabytes(late), heldOut]) {
    expect(readme).toContain(text);
  }
  expect(readme).toContain(`${late.trainingSeconds}秒`);
});

test('the README’s pictures of quality are there', () => {
  for (const [, file = ''] of readme.matchAll(/\((docs\/quality\/[^)]+)\)/g)) {
    expect(existsSync(file), file).toBe(true);
  }
});
