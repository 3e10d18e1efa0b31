import { beforeEach, describe, expect, test } from 'vitest';
import { type CellOutput, readOutput } from '@lib/notebook/outputs';
import type { SiteDatabase } from '@lib/storage/database/database';
import { databases } from '../../support/databases';

const line = (text: string): CellOutput => ({ kind: 'text', level: 'log', text });
const hashes = { textHash: 'a', inputsHash: 'b' };

describe.each(databases)('outputs in %s', (_, open) => {
  let database: SiteDatabase;

  beforeEach(async () => {
    database = await open();
  });

  const write = (cell: string, blocks: readonly CellOutput[]) =>
    database.outputs.write('code', cell, { ...hashes, blocks });

  test('what a cell has shown is there again, with what it was made of', async () => {
    await write('data', [line('one'), line('two')]);
    expect(await database.outputs.read('code', 'data', readOutput)).toEqual({
      ...hashes,
      isCut: false,
      blocks: [line('one'), line('two')],
    });
    expect(await database.outputs.read('code', 'generator', readOutput)).toBeNull();
  });

  test('of too many blocks the last that fit are kept', async () => {
    const large = Array.from({ length: 5 }, () => line('x'.repeat(262_000)));
    await write('data', [line('first'), ...large, line('last')]);
    const kept = await database.outputs.read('code', 'data', readOutput);
    expect(kept?.isCut).toBe(true);
    expect(kept?.blocks).toEqual([...large.slice(1), line('last')]);
  });

  test('of too many cells the oldest gives way', async () => {
    const big = Array.from({ length: 3 }, () => line('x'.repeat(262_000)));
    for (let i = 0; i < 18; i++) await write(`cell-${i}`, big);
    expect(await database.outputs.read('code', 'cell-0', readOutput)).toBeNull();
    expect(await database.outputs.read('code', 'cell-17', readOutput)).not.toBeNull();
    // Written again, it is not the oldest any more.
    await write('cell-3', big);
    for (let i = 0; i < 14; i++) await write(`more-${i}`, big);
    expect(await database.outputs.read('code', 'cell-3', readOutput)).not.toBeNull();
    expect(await database.outputs.read('code', 'cell-4', readOutput)).toBeNull();
  });

  test('what no longer passes for an output is left out', async () => {
    await write('data', [line('good'), { kind: 'script', text: 'alert(1)' } as never]);
    expect((await database.outputs.read('code', 'data', readOutput))?.blocks).toEqual([
      line('good'),
    ]);
  });

  test('they can be deleted, one or all of a notebook', async () => {
    await write('data', [line('one')]);
    await write('generator', [line('two')]);
    await database.outputs.delete('code', 'data');
    expect(await database.outputs.read('code', 'data', readOutput)).toBeNull();
    await database.outputs.delete('code');
    expect(await database.outputs.read('code', 'generator', readOutput)).toBeNull();
  });
});
