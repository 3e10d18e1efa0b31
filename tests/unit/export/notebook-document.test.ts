import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ChangedCell, changesOfFile, fileOfNotebook } from '@lib/export/notebook-document';
import { readNotebook, writeNotebook } from '@lib/export/notebook-file';
import { cellSource, codeCells } from '@lib/notebook/cells';

const originals = codeCells.map(({ id, title }) => ({
  id,
  title,
  source: cellSource(id, (path) => readFileSync(path, 'utf8')),
}));
const page = { notebook: 'code', library: '0.1.0', originals };
const through = (changes: readonly ChangedCell[]) =>
  changesOfFile(
    readNotebook('code.ipynb', writeNotebook(fileOfNotebook({ ...page, changes }))),
    page,
  );

it('holds the cells of the page, unchanged', () => {
  const { parts } = fileOfNotebook({ ...page, changes: [] });
  expect(parts.filter(({ kind }) => kind === 'code').map(({ source }) => source)).toEqual(
    originals.map(({ source }) => source),
  );
  expect(through([])).toEqual([]);
});

it('brings back what the reader has changed and added, where it stood', () => {
  const ids = fc.subarray(originals.map(({ id }) => id));
  const texts = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(ids, ids, texts, (changed, extended, text) => {
      const changes = originals.flatMap(({ id, source }): ChangedCell[] => [
        ...(changed.includes(id)
          ? [{ id, source: `${source}// ${text}`, base: 'abc', place: null }]
          : []),
        ...(extended.includes(id)
          ? [
              { id: `${id}-a`, source: text, base: null, place: id },
              { id: `${id}-b`, source: '', base: null, place: `${id}-a` },
            ]
          : []),
      ]);
      expect(through(changes)).toEqual(changes);
    }),
  );
});

it('refuses another notebook', () => {
  const file = fileOfNotebook({ ...page, notebook: 'theory', changes: [] });
  expect(() => changesOfFile(file, page)).toThrow('別のノートブック「theory」のもの');
});
