/**
 * Texts written at the last moment: a write to IndexedDB that begins as the page is left may not finish,
 * one to `localStorage` does. Taken over at the next visit.
 */
import * as v from 'valibot';
import { textHash } from './checksum';
import type { DocumentCell, Documents, NotebookDocument } from './documents';
import { documentKind } from './documents';
import type { Found } from './aside';
import { type RecordKind, stamped, upToDate } from './versions';

/** Characters of a journal: some of the longest cells. Browsers have room for about five millions of a site's. */
const limit = 2_000_000;

const journalKind = {
  schema: v.object({
    ...v.omit(documentKind.schema, ['savedAt']).entries,
    /** Hash of the document that was being written before this one, if any was. */
    underWay: v.optional(v.string()),
  }),
  migrations: [],
} satisfies RecordKind<v.GenericSchema>;

/** A tab's own: those of two tabs must not take each other's place. */
export class Journal {
  private readonly key: string;

  constructor(notebook: string) {
    this.key = `${beginningOf(notebook)}-${crypto.randomUUID()}`;
  }

  /**
   * Note a document that is not in the database yet. Synchronous, for `pagehide`.
   *
   * @param underWay one of this tab that is being written; nobody knows whether it will be there
   * @returns whether it was noted: not if it is too long, or the browser refuses
   */
  write(
    { rev, cells }: NotebookDocument,
    underWay: readonly DocumentCell[] | null = null,
  ): boolean {
    try {
      const before = underWay ? { underWay: hashOf(underWay) } : {};
      const text = JSON.stringify(stamped(journalKind, { rev, cells: [...cells], ...before }));
      if (text.length > limit) return false;
      localStorage.setItem(this.key, text);
      return true;
    } catch {
      return false;
    }
  }

  /** The database has it. */
  clear(): void {
    clear(this.key);
  }
}

export interface OpenedDocument extends Found<NotebookDocument> {
  /** Whether it could not be written: it is in a journal only. */
  readonly isUnwritten: boolean;
}

/** A notebook's document, with what the journals of tabs that are gone have taken over first. */
export async function openDocument(
  documents: Documents,
  notebook: string,
): Promise<OpenedDocument> {
  let { value, problem } = await documents.read(notebook);
  for (const [key, noted] of readJournals(notebook)) {
    if (!isIn(value.cells, noted.cells)) {
      try {
        const isOwn = value.rev === noted.rev + 1 && hashOf(value.cells) === noted.underWay;
        const rev = isOwn ? value.rev : noted.rev;
        const written = await documents.write(notebook, noted.cells, { rev });
        if (written.kind === 'conflict') problem ??= conflict;
        value =
          written.kind === 'written' ? { rev: written.rev, cells: noted.cells } : written.stored;
      } catch (error) {
        // Shown all the same; the journal has it until it can be written.
        return { value: noted, problem: (error as Error).message, isUnwritten: true };
      }
    }
    clear(key);
  }
  return { value, problem, isUnwritten: false };
}

const conflict =
  '別のタブで書きかえたコードを使います。このタブで最後に書いたコードは、セルの履歴にあります。';

type Noted = v.InferOutput<typeof journalKind.schema>;

/** What tabs have noted; what cannot be read is left out. */
function readJournals(notebook: string): readonly (readonly [string, Noted])[] {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '');
    // Earlier versions had one for all tabs.
    const its = keys.filter((key) => key.startsWith(beginningOf(notebook)));
    return its.flatMap((key) => {
      const document = read(key);
      return document ? [[key, document] as const] : [];
    });
  } catch {
    return [];
  }
}

function read(key: string): Noted | null {
  try {
    return upToDate(journalKind, JSON.parse(localStorage.getItem(key) ?? ''));
  } catch {
    return null;
  }
}

function clear(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Then there was none.
  }
}

/** Whether the write that was begun with the journal has finished after all. */
function isIn(stored: readonly DocumentCell[], noted: readonly DocumentCell[]): boolean {
  return JSON.stringify(stored) === JSON.stringify(noted);
}

function hashOf(cells: readonly DocumentCell[]): string {
  return textHash(JSON.stringify(cells));
}

function beginningOf(notebook: string): string {
  return `hajimete-no-gan-journal-${notebook}`;
}
