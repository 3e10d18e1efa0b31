import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the tests that the list of faults names are there', () => {
  const names =
    readFileSync('tests/faults.md', 'utf8').match(/(?:unit|browser)\/[\w/.-]+\.ts/g) ?? [];
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !existsSync(`tests/${name}`))).toEqual([]);
});
