/** The reader's cells to a Jupyter notebook and back, as text: nothing of a file runs. */
import {
  changesOfFile,
  fileOfNotebook,
  type OriginalCell,
  outputsOfFile,
} from '@lib/export/notebook-document';
import {
  notebookLimits,
  readNotebook,
  type ShownOutput,
  writeNotebook,
} from '@lib/export/notebook-file';
import { version } from '../../../../package.json';
import type { NotebookCell } from './cell-state';
import { blocksOfFile, type DrawCurve, fileOutputs } from './file-outputs';
import type { LinkedCells } from './link';
import type { ShownCells } from './notebook';
import { ownTexts } from './text-keeper';

const notebook = 'code';

export async function fileOfCells(
  cells: readonly NotebookCell[],
  drawCurve: DrawCurve,
): Promise<Blob> {
  const outputs: Record<string, readonly ShownOutput[]> = {};
  for (const cell of cells) {
    const shown = await fileOutputs(cell, drawCurve);
    if (shown.length > 0) outputs[cell.id] = shown;
  }
  const file = fileOfNotebook({
    notebook,
    library: version,
    originals: originalsOf(cells),
    changes: ownTexts(cells),
    outputs,
  });
  return new Blob([writeNotebook(file)], { type: 'application/x-ipynb+json' });
}

/** @throws in Japanese if the file is none of this notebook */
export async function cellsOfFile(
  file: Pick<File, 'name' | 'size' | 'text'>,
  cells: readonly NotebookCell[],
): Promise<LinkedCells & { readonly shown: ShownCells }> {
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
    shown: Object.fromEntries(
      Object.entries(outputsOfFile(read)).map(([id, outputs]) => [id, blocksOfFile(outputs)]),
    ),
  };
}

function originalsOf(cells: readonly NotebookCell[]): readonly OriginalCell[] {
  return cells.flatMap(({ id, title, original }) =>
    original === null ? [] : [{ id, title, source: original }],
  );
}
