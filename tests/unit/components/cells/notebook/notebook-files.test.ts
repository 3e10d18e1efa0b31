import { newCell, type NotebookCell } from '@components/cells/notebook/cell-state';
import { Flow } from '@components/cells/notebook/flow';
import { Notebook } from '@components/cells/notebook/notebook';
import { cellsOfFile, fileOfCells } from '@components/cells/notebook/notebook-files';
import { expect, test } from 'vitest';
import { FakeKernel } from './fake-kernel';

const texts = { data: 'const digits = [1];', network: 'const G = digits.length;' };
const origins = Object.entries(texts).map(([id, original]) => ({
  ...{ id, title: id.toUpperCase(), file: null, original },
}));

function open() {
  const kernel = new FakeKernel();
  const replaced: string[] = [];
  const notebook = new Notebook({
    origins,
    loadFlow: () => Promise.resolve(Flow),
    createKernel: () => Promise.resolve(kernel),
    onReplaced: (id, _, reason) => void replaced.push(`${id} ${reason}`),
  });
  return { notebook, kernel, replaced };
}

const file = (text: string, name = 'code.ipynb') => new File([text], name);
const saved = async (cells: readonly NotebookCell[]) => file(await fileOfCells(cells).text());

test('a saved notebook, opened elsewhere, is shown and not run until it is taken', async () => {
  const sender = open().notebook;
  sender.edit('network', 'const G = digits.length + 1;');
  const first = sender.add('network', { text: 'print(G);' });
  sender.add(first, { text: 'print(G + 1);' });
  const { notebook, kernel, replaced } = open();
  const own = notebook.add('data', { text: 'const mine = 1;' });
  notebook.edit('network', 'const G = 7;');
  const linked = await cellsOfFile(await saved(sender.cells.all), notebook.cells.all);
  const ids = notebook.offer(linked, 'ファイル');
  const shown = notebook.cells.all.map(({ text, offer }) => `${offer ?? 'own'}: ${text}`);
  expect(shown).toEqual([
    'own: const digits = [1];',
    'own: const mine = 1;',
    'unseen: const G = digits.length + 1;',
    'unseen: print(G);',
    'unseen: print(G + 1);',
  ]);
  const printing = ids[1] ?? '';
  await notebook.run(printing);
  expect(kernel.ran).toEqual([]);
  expect(notebook.cells.get(printing)?.notice?.text).toContain('「NETWORK」はファイルのコード');
  for (const id of ids) notebook.take(id);
  expect(replaced).toEqual(['network import']);
  expect(notebook.cells.get(own)?.text).toBe('const mine = 1;');
});

test('the reader’s own file changes nothing', async () => {
  const { notebook } = open();
  notebook.edit('data', 'const digits = [2];');
  notebook.add('network', { text: 'print(G);' });
  const linked = await cellsOfFile(await saved(notebook.cells.all), notebook.cells.all);
  expect(notebook.offer(linked, 'ファイル')).toEqual([]);
});

test('what is printed is in the file', async () => {
  const cell = newCell({ id: 'data', title: 'DATA', file: null, original: '1' });
  const lines = [{ level: 'log', text: 'こんにちは' }] as const;
  const blocks = [{ kind: 'text', lines, omitted: 0 }] as const;
  expect(await fileOfCells([{ ...cell, blocks }]).text()).toContain('こんにちは\\n');
});

test.each([
  ['', 'JSONではない'],
  ['{"cells": []}', '読めません'],
  ['{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[]}', 'このサイトで保存した'],
])('a file that is none of the page’s is refused in Japanese: %s', async (text, words) => {
  const { notebook } = open();
  await expect(cellsOfFile(file(text, 'a.ipynb'), notebook.cells.all)).rejects.toThrow(words);
});
