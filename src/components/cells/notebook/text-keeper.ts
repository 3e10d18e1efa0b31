/** Keeps the reader's texts: soon after a key, and at once when the page is left. */
import { textHash } from '@lib/storage/database/checksum';
import type { SiteDatabase } from '@lib/storage/database/database';
import type { DocumentCell } from '@lib/storage/database/documents';
import type { HistoryReason } from '@lib/storage/database/history';
import { Journal, openDocument } from '@lib/storage/database/journal';
import type { NotebookCell } from './cell-state';
import { editedMark } from './edited-mark';
import type { KeptText } from './notebook';

/** Milliseconds after the first key that is not kept yet: who types on and on loses no more, either. */
const delay = 300;

export interface TextKeeperOptions {
  readonly notebook: string;
  readonly cells: () => readonly NotebookCell[];
  /** Texts were not kept, in Japanese. */
  readonly onProblem: (message: string) => void;
  /** Another tab has written meanwhile; its texts are in force. */
  readonly onConflict: (stored: readonly KeptText[]) => void;
  readonly onWritten?: () => void;
}

export class TextKeeper {
  private rev = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private writing: Promise<void> = Promise.resolve();
  private isPending = false;
  /** What is being written. */
  private underWay: readonly DocumentCell[] | null = null;
  /** To another tab's, and not in the history yet. */
  private readonly gaveWay: DocumentCell[] = [];

  private readonly journal: Journal;

  constructor(
    private readonly database: SiteDatabase,
    private readonly options: TextKeeperOptions,
  ) {
    this.journal = new Journal(options.notebook);
  }

  /** @returns the texts of the last visit, with what the reader is to be told of them */
  async read(): Promise<{ readonly texts: readonly KeptText[]; readonly problem: string | null }> {
    const { notebook } = this.options;
    const opened = await openDocument(this.database.documents, notebook);
    const { value, problem, isUnwritten } = opened;
    this.rev = value.rev;
    this.isPending ||= isUnwritten;
    return { texts: value.cells.flatMap(keptText), problem };
  }

  changed(): void {
    this.isPending = true;
    this.timer ??= setTimeout(() => void this.flush(), delay);
  }

  /** Write now what waits to be written. */
  flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** The page is left: a write to the database may not come to its end. */
  leave(): void {
    if (!this.isPending && !this.underWay) return;
    this.journal.write({ rev: this.rev, cells: this.document() }, this.underWay);
    void this.flush();
  }

  private async write(): Promise<void> {
    if (!this.isPending) return;
    this.isPending = false;
    const { notebook, onProblem, onConflict, onWritten, cells } = this.options;
    const document = this.document();
    this.underWay = document;
    try {
      await this.addWhatGaveWay();
      const written = await this.database.documents.write(notebook, document, { rev: this.rev });
      if (written.kind === 'conflict') {
        this.rev = written.stored.rev;
        // The history has it.
        this.journal.clear();
        // What has been typed meanwhile gives way, too.
        this.gaveWay.push(...this.document().filter((cell) => !isIn(document, cell)));
        onConflict(written.stored.cells.flatMap(keptText));
        await this.addWhatGaveWay();
        return;
      }
      this.rev = written.rev;
      this.journal.clear();
      editedMark.set(document.length > 0 || cells().some(({ blocks }) => blocks.length > 0));
      onWritten?.();
      await this.addVersions(document, 'edit');
    } catch (error) {
      // With the next key, or into the journal when the page is left.
      this.isPending = true;
      onProblem(error instanceof Error ? error.message : String(error));
    } finally {
      this.underWay = null;
    }
  }

  private async addWhatGaveWay(): Promise<void> {
    for (let [cell] = this.gaveWay; cell; [cell] = this.gaveWay) {
      await this.addVersions([cell], 'conflict');
      this.gaveWay.shift();
    }
  }

  private async addVersions(cells: readonly DocumentCell[], reason: HistoryReason): Promise<void> {
    const { notebook } = this.options;
    for (const { id, source } of cells) {
      if (source === null) continue;
      await this.database.history.add({ notebook, cell: id, source, reason });
    }
  }

  private document(): readonly DocumentCell[] {
    const rev = this.rev + 1;
    return ownTexts(this.options.cells()).map((cell) => ({ ...cell, rev }));
  }
}

/** The cells that are not as the page has them. A link's code is not the reader's yet. */
export function ownTexts(cells: readonly NotebookCell[]) {
  const own = cells.filter(({ offer, before }) => !offer || before !== null);
  return own.flatMap(({ id, original, text, offer, before, base }, i) => {
    const source = offer && before !== null ? before : text;
    if (source === original) return [];
    const place = original === null ? (own[i - 1]?.id ?? null) : null;
    const from = original === null ? null : (base ?? textHash(original));
    return [{ id, source, base: from, place }];
  });
}

function isIn(document: readonly DocumentCell[], { id, source }: DocumentCell): boolean {
  return document.some((cell) => cell.id === id && cell.source === source);
}

function keptText({ id, source, base, place }: DocumentCell): readonly KeptText[] {
  return source === null ? [] : [{ id, text: source, base, after: place }];
}
