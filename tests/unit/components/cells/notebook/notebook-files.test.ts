import type { NotebookCell } from '@components/cells/notebook/cell-state';
import { Flow } from '@components/cells/notebook/flow';
import { blocksOf } from '@components/cells/notebook/kept-outputs';
import { Notebook } from '@components/cells/notebook/notebook';
import { cellsOfFile, fileOfCells } from '@components/cells/notebook/notebook-files';
import type { CellOutput } from '@lib/notebook/outputs';
import { expect, test } from 'vitest';
import { nbformatProblem } from '../../../support/nbformat';
import { FakeKernel } from './fake-kernel';

const texts = { data: 'const digits = [1];', network: 'const G = digits.length;' };
const origins = Object.entries(texts).map(([id, original]) => ({
  ...{ id, title: id.toUpperCase(), file: null, original },
}));

function open() {
  const kernel = new FakeKernel();
  const replaced: string[] = [];
  const kept: string[] = [];
  const notebook = new Notebook({
    origins,
    loadFlow: () => Promise.resolve(Flow),
    createKernel: () => Promise.resolve(kernel),
    onReplaced: (id, _, reason) => void replaced.push(`${id} ${reason}`),
    onOutputs: (id) => void kept.push(id),
  });
  return { notebook, kernel, replaced, kept };
}

const own = 'application/vnd.hajimete-no-gan.output+json';

interface WrittenNotebook {
  readonly cells: readonly {
    readonly outputs?: { output_type: string; data?: Readonly<Record<string, unknown>> }[];
  }[];
}

const file = (text: string, name = 'code.ipynb') => new File([text], name);
const drawNothing = () => Promise.resolve(null);
const saved = async (cells: readonly NotebookCell[]) =>
  file(await (await fileOfCells(cells, drawNothing)).text());

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

const axis = Float64Array.of(1, 2, 3);
const outputs: readonly CellOutput[] = [
  { kind: 'text', level: 'log', text: 'こんにちは\n2行目' },
  { kind: 'text', level: 'warn', text: '注意' },
  {
    kind: 'value',
    value: {
      type: 'Tensor',
      preview: 'Tensor [2]',
      tensor: { shape: [2], dtype: 'float32', range: { min: NaN, mean: 1, max: 2 }, first: [1] },
      entries: [{ name: 'a', value: { type: 'number', preview: '<1>' } }],
    },
  },
  {
    kind: 'table',
    columns: [{ name: '<層>' }, { name: '値', unit: '秒', digits: 1 }],
    rows: [
      ['Dense', 0.25],
      [null, Infinity],
    ],
  },
  {
    ...{ kind: 'images', title: '画像', count: 3, height: 2, width: 1, channels: 1, columns: 2 },
    bytes: Uint8Array.of(0, 1, 2, 3, 4, 255),
    labels: ['a', 'b', 'c'],
  },
  {
    ...{ kind: 'images', count: 1, height: 1, width: 2, channels: 3, columns: 1 },
    bytes: Uint8Array.of(9, 8, 7, 6, 5, 4),
  },
  {
    ...{ kind: 'curve', key: 'k', appends: false, title: '損失', xLabel: 'ステップ' },
    series: [{ name: 'D', x: axis, y: Float64Array.of(0.5, NaN, 1) }],
  },
  { kind: 'progress', key: 'progress', done: 3, total: 4, ms: 5 },
];

test('what a cell shows is in the file for Jupyter, and comes back as it was', async () => {
  const { notebook } = open();
  notebook.cells.change('data', { blocks: blocksOf(outputs) });
  const png = Uint8Array.of(1, 2, 3);
  const made = await fileOfCells(notebook.cells.all, () => Promise.resolve(png));
  const content = JSON.parse(await made.text()) as WrittenNotebook;
  expect(nbformatProblem(content)).toBe(null);
  const shown = content.cells.flatMap(({ outputs = [] }) => outputs);
  expect(shown.map(({ output_type, data = {} }) => [output_type, ...Object.keys(data)])).toEqual([
    ['stream'],
    ['stream'],
    ['display_data', 'text/plain', own],
    ['display_data', 'text/html', 'text/plain', own],
    ['display_data', 'image/png', 'text/plain', own],
    ['display_data', 'image/png', 'text/plain', own],
    ['display_data', 'image/png', 'text/plain', own],
    ['display_data', 'text/plain', own],
  ]);
  expect(JSON.stringify(shown)).toContain('&lt;層&gt;');
  const { shown: back } = await cellsOfFile(file(await made.text()), notebook.cells.all);
  expect(back['data']).toEqual(blocksOf(outputs));
});

test('a file’s results stand below its code, and go with it', async () => {
  const sender = open().notebook;
  sender.edit('network', 'const G = 1;');
  sender.cells.change('data', { blocks: blocksOf([{ kind: 'text', level: 'log', text: 'data' }]) });
  sender.cells.change('network', { blocks: blocksOf([{ kind: 'text', level: 'log', text: 'G' }]) });
  const { notebook, kept } = open();
  notebook.cells.change('network', { from: '前回の結果です。' });
  const linked = await cellsOfFile(await saved(sender.cells.all), notebook.cells.all);
  const texts = () => notebook.cells.all.map(({ blocks, from }) => [blocks.length, from]);
  notebook.offer(linked, 'ファイル');
  expect(texts()).toEqual([
    [1, 'ファイルにあった結果です。'],
    [1, 'ファイルにあった結果です。'],
  ]);
  notebook.refuse('network');
  expect(texts()[1]).toEqual([0, '前回の結果です。']);
  notebook.offer(linked, 'ファイル');
  notebook.take('network');
  expect(kept).toEqual(['network']);
});

test('a file’s outputs that are none of the site’s are left out', async () => {
  const { notebook } = open();
  const content = JSON.parse(await (await saved(notebook.cells.all)).text()) as WrittenNotebook;
  const images = { kind: 'images', count: 1, height: 1, width: 1, channels: 1, columns: 1 };
  const unfit = [{ kind: 'table', rows: 7 }, { kind: 'script' }, images, null, 'a'];
  content.cells[1]?.outputs?.push(
    ...unfit.map((each) => ({
      ...{ output_type: 'display_data', metadata: {} },
      data: { 'text/plain': '', 'image/png': 'AAAA', [own]: each },
    })),
  );
  const { shown } = await cellsOfFile(file(JSON.stringify(content)), notebook.cells.all);
  expect(shown['data']).toEqual([]);
});

test.each([
  ['', 'JSONではない'],
  ['{"cells": []}', '読めません'],
  ['{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[]}', 'このサイトで保存した'],
])('a file that is none of the page’s is refused in Japanese: %s', async (text, words) => {
  const { notebook } = open();
  await expect(cellsOfFile(file(text, 'a.ipynb'), notebook.cells.all)).rejects.toThrow(words);
});
