/**
 * Texts written at the last moment: a write to IndexedDB that begins as the page is left may not finish,
 * one to `localStorage` does. Taken over at the next visit.
 */
import * as v from 'valibot';
import type { DocumentCell, Documents, NotebookDocument } from './documents';
import { documentKind } from './documents';
import type { Found } from './aside';
import { type RecordKind, stamped, upToDate } from './versions';

/** Characters of a journal. */
const limit = 200_000;

const journalKind = {
  schema: v.omit(documentKind.schema, ['savedAt']),
  migrations: [],
} satisfies RecordKind<v.GenericSchema>;

export const journal = {
  /**
   * Note a document that is not in the database yet. Synchronous, for `pagehide`.
   *
   * @returns whether it was noted: not if it is too long, or the browser refuses
   */
  write(notebook: string, { rev, cells }: NotebookDocument): boolean {
    try {
      const text = JSON.stringify(stamped(journalKind, { rev, cells: [...cells] }));
      if (text.length > limit) return false;
      localStorage.setItem(keyOf(notebook), text);
      return true;
    } catch {
      return false;
    }
  },

  /** @returns `null` if there is none, or none that can be read */
  read(notebook: string): NotebookDocument | null {
    try {
      const text = localStorage.getItem(keyOf(notebook));
      return text === null ? null : upToDate(journalKind, JSON.parse(text));
    } catch {
      return null;
    }
  },

  /** The database has it. */
  clear(notebook: string): void {
    try {
      localStorage.removeItem(keyOf(notebook));
    } catch {
      // Then there was none.
    }
  },
};

/** A notebook's document, with what its journal has taken over first. */
export async function openDocument(
  documents: Documents,
  notebook: string,
): Promise<Found<NotebookDocument>> {
  const noted = journal.read(notebook);
  if (!noted) return documents.read(notebook);
  const { value: before, problem } = await documents.read(notebook);
  if (isIn(before.cells, noted.cells)) {
    journal.clear(notebook);
    return { value: before, problem };
  }
  const written = await documents.write(notebook, noted.cells, { rev: noted.rev });
  journal.clear(notebook);
  const value =
    written.kind === 'written' ? { rev: written.rev, cells: noted.cells } : written.stored;
  const conflict =
    '別のタブで書きかえたコードを使います。このタブで最後に書いたコードは、セルの履歴にあります。';
  return { value, problem: problem ?? (written.kind === 'conflict' ? conflict : null) };
}

/** Whether the write that was begun with the journal has finished after all. */
function isIn(stored: readonly DocumentCell[], noted: readonly DocumentCell[]): boolean {
  return JSON.stringify(stored) === JSON.stringify(noted);
}

function keyOf(notebook: string): string {
  return `hajimete-no-gan-journal-${notebook}`;
}
