/** The reader's cells to a Jupyter notebook and back, as text: nothing of a file runs. */
import { changesOfFile, fileOfNotebook, type OriginalCell } from '@lib/export/notebook-document';
import {
  notebookLimits,
  readNotebook,
  type ShownOutput,
  writeNotebook,
} from '@lib/export/notebook-file';
import { version } from '../../../../package.json';
import type { NotebookCell } from './cell-state';
import type { LinkedCells } from './link';
import { ownTexts } from './text-keeper';

const notebook = 'code';

export function fileOfCells(cells: readonly NotebookCell[]): Blob {
  const outputs = cells.map(({ id, blocks }) => [id, blocks.flatMap(shownText)] as const);
  const file = fileOfNotebook({
    notebook,
    library: version,
    originals: originalsOf(cells),
    changes: ownTexts(cells),
    outputs: Object.fromEntries(outputs.filter(([, shown]) => shown.length > 0)),
  });
  return new Blob([writeNotebook(file)], { type: 'application/x-ipynb+json' });
}

/** @throws in Japanese if the file is none of this notebook */
export async function cellsOfFile(
  file: Pick<File, 'name' | 'size' | 'text'>,
  cells: readonly NotebookCell[],
): Promise<LinkedCells> {
  if (file.size > notebookLimits.file) {
    throw new Error(`「${file.name}」は大きすぎるので、ノートブックとして読めません。`);
  }
  const originals = originalsOf(cells);
  const read = readNotebook(file.name, await file.text());
  const changes = changesOfFile(read, { notebook, originals });
  const changed = changes.filter(({ place }) => place === null);
  const added = changes.flatMap(({ id, source, place }) =>
    place === null ? [] : [{ id, after: place, text: source ?? '' }],
  );
  return {
    changed: Object.fromEntries(changed.map(({ id, source }) => [id, source ?? ''])),
    added,
  };
}

function originalsOf(cells: readonly NotebookCell[]): readonly OriginalCell[] {
  return cells.flatMap(({ id, title, original }) =>
    original === null ? [] : [{ id, title, source: original }],
  );
}

/** What a cell has printed; figures and images come again when it runs. */
function shownText(block: NotebookCell['blocks'][number]): readonly ShownOutput[] {
  if (block.kind !== 'text') return [];
  const text = block.lines.map((line) => `${line.text}\n`).join('');
  return [{ kind: 'text', isError: false, text }];
}
