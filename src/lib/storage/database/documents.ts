/** The notebooks' texts as the reader has changed them. */
import * as v from 'valibot';
import { type Found, readOrSetAside } from './aside';
import { addVersion } from './history';
import type { Access, Records } from './records';
import { type RecordKind, stamped } from './versions';

const documentLimits = {
  cells: 200,
  /** Characters of a cell. */
  source: 200_000,
} as const;

/** As in nbformat 4.5, but shorter. */
const cellId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/));

const cellSchema = v.object({
  id: cellId,
  /** The reader's text; `null` while it is the original. */
  source: v.nullable(v.pipe(v.string(), v.maxLength(documentLimits.source))),
  /** `textHash` of the original that the change began from; `null` for a cell that the reader has added. */
  base: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  /** Counts the changes of this cell. */
  rev: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Of an added cell: the one that it stands behind; `null` for an original one. */
  place: v.nullable(cellId),
});

export type DocumentCell = v.InferOutput<typeof cellSchema>;

export interface NotebookDocument {
  /** Counts the writings; 0 before the first. */
  readonly rev: number;
  /** The cells that are not as the page has them, in the page's order. */
  readonly cells: readonly DocumentCell[];
}

export const documentKind = {
  schema: v.object({
    rev: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    savedAt: v.number(),
    cells: v.pipe(v.array(cellSchema), v.maxLength(documentLimits.cells)),
  }),
  migrations: [],
} satisfies RecordKind<v.GenericSchema>;

/** What came of a writing. */
export type Written =
  | { readonly kind: 'written'; readonly rev: number }
  /** Another tab has written meanwhile: its document is in force, the texts that lost are in the history. */
  | { readonly kind: 'conflict'; readonly stored: NotebookDocument };

export class Documents {
  constructor(private readonly records: Records) {}

  /** @returns a document without cells if nothing has been changed */
  read(notebook: string): Promise<Found<NotebookDocument>> {
    return this.records.transact(this.options(), (access) => readDocument(access, notebook));
  }

  /**
   * Write a document in place of the one that it was made from.
   *
   * @param rev of the document that this one was made from
   * @throws in Japanese if a limit is passed, or the browser refuses; then nothing has changed
   */
  write(
    notebook: string,
    cells: readonly DocumentCell[],
    { rev }: { readonly rev: number },
  ): Promise<Written> {
    return this.records.transact({ ...this.options(), mode: 'readwrite' }, async (access) => {
      checkLimits(cells);
      const { value: stored } = await readDocument(access, notebook);
      if (stored.rev !== rev) {
        await keepBoth(access, { notebook, cells, stored });
        return { kind: 'conflict', stored };
      }
      const record = stamped(documentKind, {
        rev: rev + 1,
        savedAt: Date.now(),
        cells: [...cells],
      });
      await access.put('documents', [notebook], record);
      return { kind: 'written', rev: rev + 1 };
    });
  }

  /** Back to the page's own texts; what the reader had is in the history only. */
  delete(notebook: string): Promise<void> {
    return this.records.transact({ ...this.options(), mode: 'readwrite' }, async (access) => {
      const { value: stored } = await readDocument(access, notebook);
      for (const { id, source } of stored.cells) {
        if (source !== null)
          await addVersion(access, { notebook, cell: id, source, reason: 'restore' });
      }
      await access.delete('documents', [notebook]);
    });
  }

  /** Reading may have to put something aside. */
  private options() {
    const mode = this.records.isReadOnly ? 'readonly' : 'readwrite';
    return { stores: ['documents', 'history', 'aside'], mode, isStrict: true } as const;
  }
}

async function readDocument(access: Access, notebook: string): Promise<Found<NotebookDocument>> {
  const { value, problem } = await readOrSetAside(access, {
    store: 'documents',
    key: [notebook],
    kind: documentKind,
    what: '書きかえたコード',
  });
  const { rev = 0, cells = [] } = value ?? {};
  return { value: { rev, cells }, problem };
}

/** Two tabs have written: of each cell on which they disagree, both texts go into the history. */
async function keepBoth(
  access: Access,
  parts: { notebook: string; cells: readonly DocumentCell[]; stored: NotebookDocument },
): Promise<void> {
  const { notebook, cells, stored } = parts;
  for (const { id, source } of cells) {
    const other = stored.cells.find((cell) => cell.id === id)?.source ?? null;
    if (source === null || source === other) continue;
    const version = { notebook, cell: id, reason: 'conflict' } as const;
    await addVersion(access, { ...version, source });
    if (other !== null) await addVersion(access, { ...version, source: other });
  }
}

function checkLimits(cells: readonly DocumentCell[]): void {
  if (cells.length > documentLimits.cells) {
    throw new Error(
      `残せるセルは${documentLimits.cells}個までです。いらないセルを消してください。`,
    );
  }
  const long = cells.find(({ source }) => (source?.length ?? 0) > documentLimits.source);
  if (long) {
    throw new Error(
      `セル「${long.id}」が長すぎて残せません。1つのセルは${documentLimits.source.toLocaleString('ja-JP')}文字までです。`,
    );
  }
}
