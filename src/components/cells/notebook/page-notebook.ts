/** The one notebook of a page, with what joins its cells: their places, keys, messages. */
import { wordsOf } from '@lib/error-words';
import type { CellOrigin, ErrorPlace } from './cell-state';
import type { CodeCell } from './code-cell';
import { Notebook } from './notebook';

let page: PageNotebook | null = null;

export function pageNotebook(): PageNotebook {
  page ??= new PageNotebook();
  return page;
}

export class PageNotebook {
  readonly notebook: Notebook;

  constructor() {
    this.notebook = new Notebook({
      origins: this.elements().map(originOf),
      loadFlow: async () => (await import('./flow')).Flow,
      createKernel: async (onLost) => {
        const { createKernel } = await import('./kernel/sandbox-kernel');
        return createKernel({ keeper: { keep: async () => {}, kept: async () => null }, onLost });
      },
    });
    document.addEventListener('keydown', this.onKey);
    addEventListener('pagehide', ({ persisted }) => {
      if (!persisted) this.notebook.close();
    });
  }

  async goTo({ cell, at }: ErrorPlace): Promise<void> {
    await this.element(cell)?.edit({ at });
  }

  /** From a cell to the next one, if that can be seen. */
  goOn(from: CodeCell): void {
    const all = this.elements();
    const next = all[all.indexOf(from) + 1];
    if (next && isSeen(next)) next.focusRun();
  }

  async add(behind: CodeCell): Promise<void> {
    const id = this.notebook.add(behind.cell);
    const element = this.insert(id, behind);
    await element.updateComplete;
    await element.edit();
  }

  remove(element: CodeCell): void {
    const { notebook } = this;
    const { cell: id } = element;
    const all = this.elements();
    const before = all[all.indexOf(element) - 1];
    const text = notebook.cells.get(id)?.text ?? '';
    if (!notebook.remove(id)) return;
    element.closest('.code-cell')?.remove();
    if (!before) return;
    before.focusRun();
    const undo = () => {
      notebook.cells.tell(before.cell, null);
      this.insert(notebook.add(before.cell, { id, text }), before);
    };
    notebook.cells.tell(before.cell, { tone: 'info', text: '下のセルを消しました。', undo });
  }

  tellProblem(cell: string, error: unknown): void {
    this.notebook.cells.tell(cell, { tone: 'error', text: wordsOf(error) });
  }

  inform(cell: string, text: string): void {
    this.notebook.cells.tell(cell, { tone: 'info', text });
  }

  private insert(id: string, behind: CodeCell): CodeCell {
    const frame = document.createElement('div');
    frame.className = 'code-cell';
    const element = document.createElement('code-cell');
    element.cell = id;
    element.heading = this.notebook.cells.get(id)?.title ?? '';
    frame.append(element);
    (behind.closest('.code-cell') ?? behind).after(frame);
    return element;
  }

  private elements(): readonly CodeCell[] {
    return [...document.querySelectorAll('code-cell')];
  }

  private element(id: string): CodeCell | null {
    return this.elements().find(({ cell }) => cell === id) ?? null;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, isComposing } = event;
    if (isComposing || key !== '.' || !(ctrlKey || metaKey)) return;
    if (!this.notebook.runner.isBusy) return;
    event.preventDefault();
    void this.notebook.stop();
  };
}

function originOf(element: CodeCell): CellOrigin {
  const text = (name: string) => element.getAttribute(name) ?? '';
  return {
    id: text('cell'),
    title: text('heading'),
    file: text('file') || null,
    original: element.querySelector('pre')?.textContent ?? null,
  };
}

function isSeen(element: HTMLElement): boolean {
  const { top } = element.getBoundingClientRect();
  return top >= 0 && top < innerHeight - 60;
}
