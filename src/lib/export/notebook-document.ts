/** Between a page's notebook as the reader has changed it and its file. */
import type { NotebookFile, NotebookPart, ShownOutput } from './notebook-file';

/** A cell of the page as the site has it. */
export interface OriginalCell {
  readonly id: string;
  readonly title: string;
  readonly source: string;
}

/** A cell that is not as the page has it. */
export interface ChangedCell {
  readonly id: string;
  /** The reader's text; `null` while it is the original. */
  readonly source: string | null;
  /** Of the original that the change began from; `null` for a cell that the reader has added. */
  readonly base: string | null;
  /** Of an added cell: the one that it stands behind; `null` for an original one. */
  readonly place: string | null;
}

export interface WholeNotebook extends Pick<NotebookFile, 'notebook' | 'library'> {
  /** In the page's order. */
  readonly originals: readonly OriginalCell[];
  readonly changes: readonly ChangedCell[];
  /** What the cells showed last, by their ids. */
  readonly outputs?: Readonly<Record<string, readonly ShownOutput[]>>;
}

/** The file of a notebook: every cell under its title, as its text is now, added ones where they stand. */
export function fileOfNotebook({
  notebook,
  library,
  originals,
  changes,
  outputs = {},
}: WholeNotebook): NotebookFile {
  const changed = new Map(changes.map((cell) => [cell.id, cell]));
  const code = (id: string, source: string): NotebookPart => ({
    id,
    kind: 'code',
    source,
    ...(outputs[id] ? { outputs: outputs[id] } : {}),
  });
  const addedBehind = (place: string): NotebookPart[] =>
    changes
      .filter((cell) => cell.place === place)
      .flatMap(({ id, source }) => [code(id, source ?? ''), ...addedBehind(id)]);
  const parts = originals.flatMap(({ id, title, source }) => [
    { id: textId(id), kind: 'text' as const, source: `## ${title}` },
    code(id, changed.get(id)?.source ?? source),
    ...addedBehind(id),
  ]);
  const bases = changes.flatMap(({ id, base }) => (base === null ? [] : [[id, base] as const]));
  return { notebook, library, base: Object.fromEntries(bases), parts };
}

/**
 * What a file changes of a page's notebook: texts that are not the originals', and cells that the page
 * does not have. Texts between the cells are the page's own.
 *
 * @throws in Japanese if it is of another notebook
 */
export function changesOfFile(
  file: NotebookFile,
  { notebook, originals }: Pick<WholeNotebook, 'notebook' | 'originals'>,
): ChangedCell[] {
  if (file.notebook !== notebook) {
    throw new Error(
      `このファイルは別のノートブック「${file.notebook}」のものです。「${notebook}」のファイルを選んでください。`,
    );
  }
  const known = new Map(originals.map(({ id, source }) => [id, source]));
  const changes: ChangedCell[] = [];
  let place = originals[0]?.id ?? null;
  for (const { id, source } of file.parts.filter(({ kind }) => kind === 'code')) {
    const original = known.get(id);
    if (original === undefined) changes.push({ id, source, base: null, place });
    else if (original !== source) {
      changes.push({ id, source, base: file.base[id] ?? null, place: null });
    }
    place = id;
  }
  return changes;
}

/** What the cells of a file showed, by their ids. */
export function outputsOfFile({ parts }: NotebookFile): Record<string, readonly ShownOutput[]> {
  return Object.fromEntries(
    parts.flatMap(({ id, outputs }) => (outputs ? [[id, outputs] as const] : [])),
  );
}

const textId = (id: string) => `${id.slice(0, 59)}-text`;
