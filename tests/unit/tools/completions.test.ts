import { expect, test } from 'vitest';
import data from '@lib/notebook/completions.json';
import { completionsOf } from '@lib/notebook/completions';
import { ganNames } from '@lib/notebook/gan-names';
import { notebookNames } from '@lib/notebook/compiler/known-names';
import { makeCompletions } from '../../../tools/completions/make';

test('what the editor offers is what the declarations say', () => {
  // `node tools/typescript.mjs tools/make-completions.ts` writes it anew.
  expect(data).toEqual(makeCompletions());
});

test('it has a line of Japanese for every name that a cell can import or call', () => {
  expect(completionsOf('gan').map(({ name }) => name)).toEqual([...ganNames]);
  const own = completionsOf('notebook').map(({ name }) => name);
  expect(own.sort()).toEqual(notebookNames.filter((name) => name !== 'tf').sort());
  for (const scope of ['gan', 'notebook', 'tf', 'tf.layers', 'tf.initializers'] as const) {
    for (const { line } of completionsOf(scope)) expect(line).toMatch(/^.{2,30}$/u);
  }
});

test('it is small', () => {
  expect(JSON.stringify(data).length).toBeLessThan(30_000);
});
