import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { SiteDatabase } from '@lib/storage/database/database';
import type { DocumentCell } from '@lib/storage/database/documents';
import { historyLength } from '@lib/storage/database/history';
import { Journal, openDocument } from '@lib/storage/database/journal';
import { databases, fakeLocalStorage } from '../../support/databases';

function cell(source: string | null, more: Partial<DocumentCell> = {}): DocumentCell {
  return { id: 'generator', source, base: 'abc-1', rev: 1, place: null, ...more };
}

describe.each(databases)('documents in %s', (_, open) => {
  let database: SiteDatabase;

  beforeEach(async () => {
    fakeLocalStorage();
    database = await open();
  });

  const sources = async () =>
    (await database.history.list('code', 'generator')).map(({ source }) => source);

  test('nothing has been changed at first', async () => {
    const { value, problem } = await database.documents.read('code');
    expect(value).toEqual({ rev: 0, cells: [] });
    expect(problem).toBeNull();
  });

  test('what is written is read, and its number goes up', async () => {
    const cells = [
      cell('const a = 1;'),
      cell('b', { id: 'own-1', base: null, place: 'generator' }),
    ];
    expect(await database.documents.write('code', cells, { rev: 0 })).toEqual({
      kind: 'written',
      rev: 1,
    });
    expect((await database.documents.read('code')).value).toEqual({ rev: 1, cells });
    expect((await database.documents.read('other')).value.cells).toEqual([]);
  });

  test('of two tabs that write at once one is refused, and both texts are in the history', async () => {
    const [first, second] = await Promise.all([
      database.documents.write('code', [cell('of the first')], { rev: 0 }),
      database.documents.write('code', [cell('of the second')], { rev: 0 }),
    ]);
    expect(first.kind).toBe('written');
    expect(second).toEqual({
      kind: 'conflict',
      stored: { rev: 1, cells: [cell('of the first')] },
    });
    expect(await sources()).toEqual(['of the first', 'of the second']);
  });

  test('what is too long is refused in words, and nothing has changed', async () => {
    await database.documents.write('code', [cell('before')], { rev: 0 });
    const long = [cell('x'.repeat(200_001))];
    await expect(database.documents.write('code', long, { rev: 1 })).rejects.toThrow('長すぎて');
    expect((await database.documents.read('code')).value.cells).toEqual([cell('before')]);
  });

  test('back to the originals: the texts stay in the history', async () => {
    await database.documents.write('code', [cell('mine')], { rev: 0 });
    await database.documents.delete('code');
    expect((await database.documents.read('code')).value).toEqual({ rev: 0, cells: [] });
    expect(await sources()).toEqual(['mine']);
  });

  test('a document that cannot be read is put aside, and told of once', async () => {
    const options = { stores: ['documents'], mode: 'readwrite' } as const;
    const broken = { schema: 1, rev: 3, savedAt: 0, cells: [{ id: 'UPPER CASE' }] };
    await database.records.transact(options, (access) => access.put('documents', ['code'], broken));
    expect((await database.documents.read('code')).problem).toContain('別にしてあります');
    expect((await database.documents.read('code')).problem).toBeNull();
    const aside = { stores: ['aside'], mode: 'readonly' } as const;
    const kept = await database.records.transact(aside, (access) => access.get('aside', [1]));
    expect(kept).toMatchObject({ store: 'documents', key: ['code'], record: broken });
  });

  test('a document of a newer site stays as it is', async () => {
    const options = { stores: ['documents'], mode: 'readwrite' } as const;
    const newer = { schema: 2, pages: [] };
    await database.records.transact(options, (access) => access.put('documents', ['code'], newer));
    await expect(database.documents.read('code')).rejects.toThrow('新しい版のサイト');
    await expect(database.documents.write('code', [], { rev: 0 })).rejects.toThrow('新しい版');
    const reading = { stores: ['documents'], mode: 'readonly' } as const;
    const kept = await database.records.transact(reading, (access) =>
      access.get('documents', ['code']),
    );
    expect(kept).toEqual(newer);
  });

  test('of the history the newest fifty are kept, newest first, by number and not by the clock', async () => {
    for (let i = 0; i < historyLength + 3; i++) {
      const version = { notebook: 'code', cell: 'generator', source: `${i}`, reason: 'link' };
      await database.history.add(version as never);
    }
    const found = await sources();
    expect(found).toHaveLength(historyLength);
    expect(found[0]).toBe(`${historyLength + 2}`);
    expect(found.at(-1)).toBe('3');
  });

  test('edits within a minute are one version; the same text is none', async () => {
    const edit = { notebook: 'code', cell: 'generator', reason: 'edit' } as const;
    await database.history.add({ ...edit, source: 'a' });
    await database.history.add({ ...edit, source: 'ab' });
    await database.history.add({ ...edit, source: 'ab' });
    await database.history.add({ ...edit, source: 'original', reason: 'restore' });
    await database.history.add({ ...edit, source: 'abc' });
    expect(await sources()).toEqual(['abc', 'original', 'ab']);
  });

  test('the journal is taken over at the next visit', async () => {
    await database.documents.write('code', [cell('saved')], { rev: 0 });
    expect(new Journal('code').write({ rev: 1, cells: [cell('typed at the last moment')] })).toBe(
      true,
    );
    const { value } = await openDocument(database.documents, 'code');
    expect(value).toEqual({ rev: 2, cells: [cell('typed at the last moment')] });
    expect(localStorage.length).toBe(0);
    expect((await database.documents.read('code')).value).toEqual(value);
  });

  test('a journal whose write has finished after all changes nothing', async () => {
    await database.documents.write('code', [cell('saved')], { rev: 0 });
    new Journal('code').write({ rev: 0, cells: [cell('saved')] });
    expect((await openDocument(database.documents, 'code')).value.rev).toBe(1);
    expect(await sources()).toEqual([]);
  });

  test('a journal that was written while the tab wrote an earlier text follows that one', async () => {
    new Journal('code').write({ rev: 0, cells: [cell('ab')] }, [cell('a')]);
    await database.documents.write('code', [cell('a')], { rev: 0 });
    const { value, problem } = await openDocument(database.documents, 'code');
    expect(value).toEqual({ rev: 2, cells: [cell('ab')] });
    expect(problem).toBeNull();
  });

  test('a journal that another tab was faster than goes into the history', async () => {
    await database.documents.write('code', [cell('of another tab')], { rev: 0 });
    new Journal('code').write({ rev: 0, cells: [cell('of this tab')] });
    const { value, problem } = await openDocument(database.documents, 'code');
    expect(value.cells).toEqual([cell('of another tab')]);
    expect(problem).toContain('履歴');
    expect(await sources()).toEqual(['of another tab', 'of this tab']);
  });

  test.each(['', '{', 'null', '{"schema":2}', '{"schema":1,"rev":-1,"cells":[]}'])(
    'a broken journal is none: %s',
    async (text) => {
      localStorage.setItem('hajimete-no-gan-journal-code', text);
      const { value } = await openDocument(database.documents, 'code');
      expect(value).toEqual({ rev: 0, cells: [] });
    },
  );

  test('the journals of two tabs, and one of an earlier version of the site, are all taken over', async () => {
    const earlier = { schema: 1, rev: 0, cells: [cell('of an earlier version')] };
    localStorage.setItem('hajimete-no-gan-journal-code', JSON.stringify(earlier));
    new Journal('code').write({ rev: 0, cells: [cell('of a tab')] });
    new Journal('code').write({ rev: 0, cells: [cell('of another')] });
    const { value } = await openDocument(database.documents, 'code');
    expect(value.cells).toEqual([cell('of an earlier version')]);
    expect(await sources()).toEqual(expect.arrayContaining(['of a tab', 'of another']));
    expect(localStorage.length).toBe(0);
  });

  test('a journal that cannot be written is shown and stays', async () => {
    const journal = new Journal('code');
    journal.write({ rev: 0, cells: [cell('typed')] });
    const write = vi.spyOn(database.documents, 'write');
    write.mockRejectedValueOnce(new Error('空き容量が足りません。'));
    const opened = await openDocument(database.documents, 'code');
    expect(opened).toMatchObject({ isUnwritten: true, problem: '空き容量が足りません。' });
    expect(opened.value.cells).toEqual([cell('typed')]);
    expect((await openDocument(database.documents, 'code')).value.rev).toBe(1);
  });

  test('a journal that is too long, or refused, is not written', async () => {
    // The longest cell is not, though its signs take two places each.
    const longest = cell('"'.repeat(200_000));
    expect(new Journal('code').write({ rev: 0, cells: [longest] })).toBe(true);
    expect((await openDocument(database.documents, 'code')).value.cells).toEqual([longest]);
    const long = Array.from({ length: 6 }, (_, i) => cell(longest.source, { id: `own-${i}` }));
    expect(new Journal('code').write({ rev: 1, cells: long })).toBe(false);
    Object.defineProperty(globalThis, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      configurable: true,
    });
    expect(new Journal('code').write({ rev: 1, cells: [] })).toBe(false);
    expect((await openDocument(database.documents, 'code')).value.cells).toEqual([longest]);
  });
});
