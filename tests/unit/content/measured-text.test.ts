/** The numbers that the text says were measured come from records. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findMeasurement } from '@components/notebook/measured';

const pages = readdirSync('content', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.mdx'))
  .map((file) => ({ file, text: readFileSync(`content/${file}`, 'utf8') }));
const used = pages.flatMap(({ text }) =>
  [...text.matchAll(/<Measured\s+of="([^"]+)"/g)].map(([, of = '']) => of),
);

test.each([...new Set(used)])('there is a record of %s', (of) => {
  expect(() => findMeasurement(of)).not.toThrow();
});
