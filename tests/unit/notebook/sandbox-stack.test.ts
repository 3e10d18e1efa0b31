import { describe, expect, it } from 'vitest';
import { cellErrorOf } from '@lib/notebook/worker/cell-error';
import { framesOf } from '@lib/notebook/worker/stack';

const cellOf = (address: string) => (address === 'blob:null/cell-7' ? 'training' : undefined);

const stacks = {
  chromium: `Error: x
    at assertShape (blob:null/runtime:30:195)
    at Adam.step [as apply] (blob:null/runtime:31:9)
    at inner (blob:null/cell-7:3:11)
    at Module.default (blob:null/cell-7:5:1)
    at async Evaluator.execute (blob:null/runtime:3:54)`,
  firefox: `assertShape@blob:null/runtime:30:195
step@blob:null/runtime:31:9
inner@blob:null/cell-7:3:11
default@blob:null/cell-7:5:1
execute@blob:null/runtime:3:54`,
};

describe('where an error came from', () => {
  it.each(Object.entries(stacks))('is read from a stack of %s', (_, stack) => {
    const [library, inner, own, ...others] = framesOf(stack, cellOf);
    expect(library).toMatchObject({ cell: null, line: 0 });
    expect(library?.name).toMatch(/step$/);
    expect(inner).toEqual({ cell: 'training', name: 'inner', line: 3, column: 11 });
    expect(own).toEqual({ cell: 'training', line: 5, column: 1 });
    expect(others).toEqual([]);
  });

  // As Firefox 153 and WebKitGTK 2.50 wrote them, with shorter addresses.
  it.each([
    {
      engine: 'Firefox',
      stack: `put@blob:null/cell-7:8:27
make@blob:null/cell-7:8:71
default/<@blob:null/cell-7:9:15
out@blob:null/cell-7:3:31
default@blob:null/cell-7:9:4
execute@blob:null/runtime:4997:3445
`,
      places: ['put 8', 'make 8', '9', 'out 3', '9'],
    },
    {
      engine: 'WebKit',
      stack: `put@blob:null/cell-7:8:36
make@blob:null/cell-7:8:74
out@blob:null/cell-7:3:35
@blob:null/cell-7:9:4
starDefault@blob:null/cell-7:1:23
execute@blob:null/runtime:4997:3476`,
      places: ['put 8', 'make 8', 'out 3', '9'],
    },
    {
      engine: 'Firefox, in the library',
      stack: `reshape_@blob:null/runtime:5:66870
f2@blob:null/runtime:5:28880
@blob:null/runtime:21:46168
default/f/<@blob:null/cell-7:11:25
default@blob:null/cell-7:11:4`,
      places: ['library', '11'],
    },
    {
      engine: 'WebKit, from a native function',
      stack: `inner@blob:null/cell-7:16:68
map@[native code]
out@blob:null/cell-7:3:35
@blob:null/cell-7:17:4`,
      places: ['inner 16', 'out 3', '17'],
    },
  ])('is read from what $engine wrote', ({ stack, places }) => {
    const seen = framesOf(stack, cellOf).map(({ cell, name, line }) =>
      cell === null ? 'library' : [name, line].filter(Boolean).join(' '),
    );
    expect(seen).toEqual(places);
  });

  it('is read from the addresses of data: that WebKit writes on isolated pages', () => {
    const address = `data:text/javascript;charset=utf-8,${encodeURIComponent('f(1): "@日本"; // a:1:2')}`;
    const library = `data:text/javascript;base64,${'KGZ1bmN0aW9u'.repeat(100_000)}`;
    const stack = `reshape@${library}:5:7\nout@${address}:3:35\nstarDefault@${address}:1:23`;
    expect(framesOf(stack, (found) => (found === address ? 'data' : undefined))).toEqual([
      { cell: null, name: 'reshape', line: 0, column: 0 },
      { cell: 'data', name: 'out', line: 3, column: 35 },
    ]);
  });

  it('is unknown where an engine names only the line that stands in front of every cell', () => {
    const stack = 'starDefault@blob:null/cell-7:1:145\nexecute@blob:null/runtime:4997:3476';
    expect(framesOf(stack, cellOf)).toEqual([]);
  });

  it('is told of whatever is thrown, even of what throws when it is looked at', () => {
    class Nasty extends Error {
      override get message(): string {
        throw new Error('no');
      }
    }
    expect(cellErrorOf(new Nasty(), cellOf)).toMatchObject({ name: 'Error', message: '' });
    expect(cellErrorOf('text', cellOf)).toMatchObject({ message: 'text', frames: [] });
    expect(cellErrorOf(undefined, cellOf).message).toBe('undefined');
    expect(cellErrorOf({ toString: null }, cellOf).message).toBe('');
  });

  it('says so when memory or the stack ran out', () => {
    const memory = cellErrorOf(new RangeError('Array buffer allocation failed'), cellOf);
    expect(memory.hint).toContain('メモリーが足りなくなりました');
    const deep = cellErrorOf(new RangeError('Maximum call stack size exceeded'), cellOf);
    expect(deep.hint).toContain('関数が自分を');
  });
});
