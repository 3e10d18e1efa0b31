import { curveLines, curvesToCsv } from '@components/cells/notebook/curve-lines';
import { blocksOf, outputsOf } from '@components/cells/notebook/kept-outputs';
import {
  addOutput,
  type OutputBlock,
  type ShownOutput,
} from '@components/cells/notebook/output-blocks';
import { expect, test } from 'vitest';

const curve = (x: number[], y: number[], appends = true, name = 'D'): ShownOutput => ({
  ...{ kind: 'curve', key: 'loss', appends },
  series: [{ name, x: Float64Array.from(x), y: Float64Array.from(y) }],
});
const blocks = (...outputs: ShownOutput[]) => outputs.reduce<readonly OutputBlock[]>(addOutput, []);

test('a block with a key takes the place of the one before, a curve goes on', () => {
  const shown = blocks(
    { kind: 'progress', done: 1, total: 2, ms: 5 },
    curve([1, 2], [0.5, 0.4]),
    { kind: 'text', level: 'log', text: 'a' },
    curve([3], [0.3]),
    { kind: 'progress', done: 2, total: 2, ms: 9 },
    { kind: 'text', level: 'warn', text: 'b' },
  );
  expect(shown.map(({ kind }) => kind)).toEqual(['progress', 'curve', 'text']);
  expect(shown[0]).toMatchObject({ done: 2 });
  expect(shown[1]).toMatchObject({ series: [{ x: [1, 2, 3], y: [0.5, 0.4, 0.3] }] });
  expect(shown[2]).toMatchObject({ lines: [{ level: 'log' }, { level: 'warn' }] });
  expect(blocks(curve([1], [1]), curve([2], [2], false))[0]).toMatchObject({
    series: [{ x: [2] }],
  });
});

test('what is kept comes back as it was', () => {
  const shown = blocks(curve([1, 2], [0.5, NaN]), { kind: 'text', level: 'log', text: 'a\nb' });
  expect(blocksOf(outputsOf(shown))).toEqual(shown);
});

test('curves share an axis; one with fewer points is drawn through the gaps', () => {
  const { steps, curves } = curveLines([
    { name: 'often', x: [1, 2, 3, 4], y: [1, 2, NaN, 4] },
    { name: 'seldom', x: [1, 4], y: [0, 3] },
  ]);
  expect(steps).toEqual([1, 2, 3, 4]);
  expect(curves.map(({ values }) => values)).toEqual([
    [1, 2, null, 4],
    [0, 1, 2, 3],
  ]);
  const many = Array.from({ length: 5000 }, (_, i) => i);
  const thinned = curveLines([{ name: 'many', x: many, y: many }]);
  expect(thinned.steps.length).toBeLessThanOrEqual(512);
  expect(thinned.steps.at(-1)).toBe(4999);
});

test('a table of curves is a file that spreadsheets read, and no program', () => {
  const csv = curvesToCsv('=x', [
    { name: 'a,"b"', x: [1, 2], y: [0.5, -1] },
    { name: 'c', x: [2], y: [3] },
  ]);
  expect(csv).toBe('\uFEFF\'=x,"a,""b""",c\r\n1,0.5,\r\n2,-1,3\r\n');
});
