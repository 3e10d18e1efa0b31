import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellOutput, outputLimits, readCellError, readOutput } from '@lib/notebook/outputs';

const images = {
  kind: 'images',
  bytes: new Uint8Array(2 * 3 * 4),
  count: 2,
  height: 3,
  width: 4,
  channels: 1,
  columns: 2,
} as const;

const good: readonly CellOutput[] = [
  { kind: 'text', level: 'log', text: 'a\nb' },
  { kind: 'omitted', lines: 12 },
  {
    kind: 'value',
    value: {
      type: 'Array',
      preview: '[NaN]',
      entries: [{ name: '0', value: { type: 'number', preview: 'NaN' } }],
    },
  },
  { kind: 'table', columns: [{ name: '損失', digits: 2 }], rows: [[NaN], ['x'], [null]] },
  { ...images, labels: ['1', '7'] },
  {
    kind: 'curve',
    key: 'loss',
    appends: true,
    series: [{ name: 'G', x: new Float64Array([1]), y: new Float64Array([NaN]) }],
  },
  { kind: 'progress', done: 3, total: 10, ms: 5 },
  { kind: 'status', ms: 1, backend: 'wasm', threads: 2, tensors: 4 },
  { kind: 'checkpoint', run: 'dcgan', step: 100 },
];

describe('what cells show', () => {
  it('is taken as it comes while it keeps to the limits', () => {
    for (const output of good) expect(readOutput(output)).toEqual(output);
  });

  it('is refused where it says one thing and holds another', () => {
    const bad: readonly unknown[] = [
      { ...good[0], html: '<b>' },
      { kind: 'text', level: 'log', text: { toString: () => '' } },
      { kind: 'text', level: 'log', text: 'x'.repeat(outputLimits.textCharacters + 1) },
      { ...images, count: 3 },
      { ...images, bytes: new Uint8Array(2 ** 20), count: 2 ** 20, height: 2, width: 4 },
      { ...images, labels: ['1'] },
      { kind: 'curve', key: 'a', appends: true, series: [{ name: 'G', x: [1], y: [1] }] },
      { kind: 'table', columns: [], rows: [[{}]] },
      { kind: 'progress', done: -1, total: 1, ms: 0 },
    ];
    for (const output of bad) expect(readOutput(output)).toBeNull();
  });

  it('is refused without harm, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (something) => {
        expect(readOutput(something)).toBeNull();
        expect(readCellError(something)).toBeNull();
      }),
    );
  });

  it('nests no deeper than can be opened', () => {
    const nested = (depth: number): object => ({
      type: 'Array',
      preview: '[]',
      ...(depth > 0 ? { entries: [{ name: '0', value: nested(depth - 1) }] } : {}),
    });
    const { valueDepth } = outputLimits;
    expect(readOutput({ kind: 'value', value: nested(valueDepth) })).not.toBeNull();
    expect(readOutput({ kind: 'value', value: nested(valueDepth + 1) })).toBeNull();
  });
});
