/** Keeps the reader's texts: soon after the last key, and at once when the page is left. */
import { textHash } from '@lib/storage/database/checksum';
import type { SiteDatabase } from '@lib/storage/database/database';
import type { DocumentCell } from '@lib/storage/database/documents';
import { journal, openDocument } from '@lib/storage/database/journal';
import type { NotebookCell } from './cell-state';
import { editedMark } from './edited-mark';
import type { KeptText } from './notebook';

/** Milliseconds after the last key. */
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
  private timer: ReturnType<typeof setTimeout> | undefined;
  private writing: Promise<void> = Promise.resolve();
  private isPending = false;

  constructor(
    private readonly database: SiteDatabase,
    private readonly options: TextKeeperOptions,
  ) {}

  /** @returns the texts of the last visit, with what the reader is to be told of them */
  async read(): Promise<{ readonly texts: readonly KeptText[]; readonly problem: string | null }> {
    const { value, problem } = await openDocument(this.database.documents, this.options.notebook);
    this.rev = value.rev;
    return { texts: value.cells.flatMap(keptText), problem };
  }

  changed(): void {
    this.isPending = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  /** Write now what waits to be written. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** The page is left: a write to the database may not come to its end. */
  leave(): void {
    if (!this.isPending) return;
    journal.write(this.options.notebook, { rev: this.rev, cells: this.document() });
    void this.flush();
  }

  private async write(): Promise<void> {
    if (!this.isPending) return;
    this.isPending = false;
    const { notebook, onProblem, onConflict, onWritten, cells } = this.options;
    const document = this.document();
    try {
      const written = await this.database.documents.write(notebook, document, { rev: this.rev });
      if (written.kind === 'conflict') {
        this.rev = written.stored.rev;
        onConflict(written.stored.cells.flatMap(keptText));
        return;
      }
      this.rev = written.rev;
      journal.clear(notebook);
      editedMark.set(document.length > 0 || cells().some(({ blocks }) => blocks.length > 0));
      onWritten?.();
      for (const { id, source } of document) {
        if (source !== null)
          await this.database.history.add({ notebook, cell: id, source, reason: 'edit' });
      }
    } catch (error) {
      onProblem(error instanceof Error ? error.message : String(error));
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

function keptText({ id, source, base, place }: DocumentCell): readonly KeptText[] {
  return source === null ? [] : [{ id, text: source, base, after: place }];
}
