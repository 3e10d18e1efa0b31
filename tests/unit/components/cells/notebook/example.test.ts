import { expect, test } from 'vitest';
import { renderStill } from '@components/cells/kit/still';
import { newCell, showsNothing } from '@components/cells/notebook/cell-state';
import type { ExampleBlock } from '@components/cells/notebook/example';
import { exampleView } from '@components/cells/notebook/example-view';
import { columnLook } from '@components/cells/notebook/table-entry';

const rows = [
  [1, 0.5, 'ReLU', null],
  [1200, -3e-7, 'Dense', 2],
];

test('a table’s numbers have four figures or so many decimals, but for counts', () => {
  const written = (column: number, digits?: number) => {
    const { format } = columnLook(rows, column, digits);
    return rows.map((row) => format(row[column]));
  };
  expect(written(0, 4)).toEqual(['1', '1,200']);
  expect(written(1, 2)).toEqual(['0.50', '−0.00']);
  expect(written(1)).toEqual(['0.5', '−3e−7']);
  expect(written(3)).toEqual(['—', '2']);
  expect(columnLook(rows, 2, undefined).kind).toBe('text');
});

test('an example is whole without a program', () => {
  const digits = { count: 2, height: 28, width: 28, columns: 2 };
  const values = [0, 1];
  const blocks: readonly ExampleBlock[] = [
    { kind: 'text', text: '<1>' },
    { kind: 'table', columns: [{ name: '数字' }], rows: [[1]] },
    { kind: 'images', file: 'a.png', size: [56, 28], ...digits, labels: ['D = 1', 'D = 2'] },
    {
      kind: 'curve',
      title: '損失',
      xLabel: 'ロジット',
      steps: [-8, 8],
      curves: [{ label: '識別器', color: '--color-ink', isDashed: false, values, latest: 1 }],
    },
  ];
  const example = { hash: '', about: 'シード2017', blocks };
  const still = renderStill(exampleView(example, (file) => `/_astro/${file}`)).replaceAll(
    /<!--.*?-->/g,
    '',
  );
  expect(still).toContain('&lt;1&gt;');
  expect(still).toContain('src="/_astro/a.png"');
  expect(still).toContain('loading="lazy"');
  expect(still).toContain('画像、2枚、各28×28画素、2列、D = 1、D = 2');
  expect(still).toContain('損失、ロジットは-8から8まで。最新の値：識別器 1.000');
  // From −8 on, at the left edge of the area.
  expect(still).toMatch(/d="M40 [\d.]+L248 [\d.]+"/);
});

test('an example stands there until the cell runs, or shows what it showed before', () => {
  const cell = newCell({ id: 'data', title: '', file: '', original: '' });
  expect(showsNothing(cell)).toBe(true);
  expect(showsNothing({ ...cell, phase: 'queued' })).toBe(true);
  expect(showsNothing({ ...cell, phase: 'running' })).toBe(false);
  expect(showsNothing({ ...cell, blocks: [{ kind: 'text', lines: [], omitted: 0 }] })).toBe(false);
});
