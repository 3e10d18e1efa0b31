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
