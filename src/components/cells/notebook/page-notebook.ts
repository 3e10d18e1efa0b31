/** The one notebook of a page, with what joins its cells: their places, keys, messages. */
import { wordsOf } from '@lib/error-words';
import { download } from '../kit/download';
import type { CellOrigin, NoticeAction } from './cell-state';
import type { ErrorPlace } from './failures';
import { changedSinceKept } from './kept-code';
import { Notebook } from './notebook';
import { PageKeeping } from './page-keeping';
import { PageLink } from './page-link';
import type { PressHow } from './runner';
import { TakeHome } from './take-home';

/** The element makes itself of this module, so that only its type is known here. */
type CodeCell = HTMLElementTagNameMap['code-cell'];

let page: PageNotebook | null = null;

export function pageNotebook(): PageNotebook {
  page ??= new PageNotebook();
  return page;
}

export class PageNotebook {
  readonly notebook: Notebook;
  private readonly keeping: PageKeeping;
  private readonly link: PageLink;
  /** Trainings that are kept, as files. */
  readonly takeHome: TakeHome;
  /** Whether another tab edits. */
  private isElsewhere = false;
  /** The cell that the reader turned to last: what concerns none is said there. */
  private lastCell: string;

  constructor() {
    const origins = elements().map(originOf);
    this.lastCell = origins[0]?.id ?? '';
    this.notebook = new Notebook({
      origins,
      loadFlow: async () => (await import('./flow')).Flow,
      createKernel: async (onLost) => {
        const { createKernel } = await import('./kernel/sandbox-kernel');
        return createKernel({ keeper: this.keeping.trainings, onLost });
      },
      onTexts: () => {
        this.keeping.changed();
      },
      onReplaced: (id, text, reason) => {
        this.keeping.replaced(id, text, reason);
      },
      onOutputs: (id) => {
        this.keeping.keepOutputs(id);
        void this.keeping.lookAtTraining(id);
      },
    });
    this.keeping = new PageKeeping({
      notebook: this.notebook,
      onProblem: (message) => {
        this.notebook.cells.tell(this.lastCell, { tone: 'error', text: message });
      },
      onEditing: (state) => {
        this.isElsewhere = state === 'elsewhere';
        for (const element of elements()) element.isLocked = this.isElsewhere;
      },
      onTexts: () => {
        this.placeCells();
      },
    });
    this.link = new PageLink(this.notebook, () => {
      this.placeCells();
    });
    this.takeHome = new TakeHome(this.notebook.cells, this.keeping, (id) => {
      this.run(id, { resume: 'last' });
    });
    void this.keeping.ready.then(() => this.link.follow());
    this.listen();
  }

  private listen(): void {
    document.addEventListener('keydown', this.onKey);
    addEventListener('hashchange', () => void this.link.follow());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.keeping.leave();
    });
    window.addEventListener('pagehide', ({ persisted }) => {
      this.keeping.leave();
      if (!persisted) this.notebook.close();
    });
  }

  run(id: string, how: PressHow = {}): void {
    this.lastCell = id;
    void this.notebook.run(id, how);
  }

  /** Start what computes, once the page has nothing better to do. */
  warmSoon(): void {
    const act = () => {
      this.notebook.runner.warm();
    };
    if ('requestIdleCallback' in window) requestIdleCallback(act, { timeout: 3000 });
    else setTimeout(act, 500);
  }

  async forgetRuns(id: string): Promise<void> {
    await this.keeping.forgetRuns(id);
  }

  /** Whether a cell's text may be changed in this tab; if not, the cell says so. */
  async mayEdit(id: string): Promise<boolean> {
    this.lastCell = id;
    if (await this.keeping.mayEdit()) return true;
    const act = async () => {
      await this.keeping.takeOver();
      this.notebook.cells.tell(id, null);
    };
    this.inform(id, '別のタブでこのページのコードを編集しています。', [
      { label: 'こちらで編集する', act: () => void act() },
    ]);
    return false;
  }

  async goTo({ cell, at }: ErrorPlace): Promise<void> {
    await elementOf(cell)?.edit({ at });
  }

  /** From a cell to the next one, if that can be seen. */
  goOn(from: CodeCell): void {
    const all = elements();
    const next = all[all.indexOf(from) + 1];
    if (next && isSeen(next)) next.focusRun();
  }

  async add(behind: CodeCell): Promise<void> {
    if (!(await this.mayEdit(behind.cell))) return;
    const id = this.notebook.add(behind.cell);
    this.placeCells();
    await elementOf(id)?.edit();
  }

  remove(element: CodeCell): void {
    const { notebook } = this;
    const { cell: id } = element;
    const all = elements();
    const before = all[all.indexOf(element) - 1];
    const text = notebook.cells.get(id)?.text ?? '';
    if (!notebook.remove(id)) return;
    this.placeCells();
    if (!before) return;
    before.focusRun();
    const act = () => {
      notebook.cells.tell(before.cell, null);
      notebook.add(before.cell, { id, text });
      this.placeCells();
    };
    this.inform(before.cell, '下のセルを消しました。', [{ label: '取り消す', act }]);
  }

  async copy(id: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.notebook.cells.get(id)?.text ?? '');
      this.inform(id, 'コードをコピーしました。');
    } catch {
      this.inform(id, 'コピーできませんでした。');
    }
  }

  share(id: string): Promise<void> {
    return this.link.copy(id);
  }

  /** All cells as a file for Jupyter. */
  async saveFile(id: string): Promise<void> {
    try {
      const [{ fileOfCells }, { drawCurve }] = await Promise.all([
        import('./notebook-files'),
        import('./curve-picture'),
      ]);
      download(await fileOfCells(this.notebook.cells.all, drawCurve), 'code.ipynb');
    } catch (error) {
      this.tellProblem(id, error);
    }
  }

  /** Show the code of a file that the reader chooses. Nothing of it runs. */
  openFile(id: string): void {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.ipynb';
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file) void this.showFile(id, file);
    });
    input.click();
  }

  private async showFile(id: string, file: File): Promise<void> {
    try {
      const { cellsOfFile } = await import('./notebook-files');
      const linked = await cellsOfFile(file, this.notebook.cells.all);
      this.link.offer(linked, { by: 'ファイル', tellAt: id });
    } catch (error) {
      this.tellProblem(id, error);
    }
  }

  /** Take or leave a link's code. */
  answerLink(id: string, isTaken: boolean): void {
    this.link.answer(id, isTaken);
  }

  /** The next cell of a link whose code is not the reader's yet. */
  nextOffer(id: string): void {
    this.link.next(id);
  }

  versions(id: string) {
    return this.keeping.versions(id);
  }

  /** Take an earlier text; the present one can be had back. */
  useVersion(id: string, text: string): void {
    const before = this.notebook.cells.get(id)?.text ?? '';
    this.notebook.edit(id, text);
    const act = () => {
      this.notebook.edit(id, before);
      this.notebook.cells.tell(id, null);
    };
    this.inform(id, '以前のコードにしました。', [{ label: '取り消す', act }]);
  }

  /** Show the code that a cell's training was kept with beside the present one, in every cell where it differs. */
  async compareKept(id: string): Promise<void> {
    const changed = changedSinceKept(this.notebook.cells, id);
    for (const { id: each, kept } of changed) await elementOf(each)?.compareTo(kept);
    const [first] = changed.flatMap(({ id: each }) => elementOf(each) ?? []);
    first?.scrollIntoView({ block: 'nearest' });
  }

  async takeKept(id: string): Promise<void> {
    if (!(await this.mayEdit(id))) return;
    this.notebook.takeKept(id);
    this.placeCells();
  }

  tellProblem(cell: string, error: unknown): void {
    this.notebook.cells.tell(cell, { tone: 'error', text: wordsOf(error) });
  }

  inform(cell: string, text: string, actions: readonly NoticeAction[] = []): void {
    this.notebook.cells.tell(cell, { tone: 'info', text, actions });
  }

  /** Give every cell of the reader's its element behind that of the cell before; take away what is gone. */
  private placeCells(): void {
    const { all } = this.notebook.cells;
    for (const element of elements()) {
      if (!all.some(({ id }) => id === element.cell)) element.closest('.code-cell')?.remove();
    }
    for (const [i, { id, title }] of all.entries()) {
      const before = all[i - 1];
      if (!before || elementOf(id)) continue;
      const frame = document.createElement('div');
      frame.className = 'code-cell';
      const element = document.createElement('code-cell');
      element.cell = id;
      element.heading = title;
      frame.append(element);
      elementOf(before.id)?.closest('.code-cell')?.after(frame);
    }
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, isComposing } = event;
    if (isComposing || key !== '.' || !(ctrlKey || metaKey)) return;
    if (!this.notebook.runner.isBusy) return;
    event.preventDefault();
    void this.notebook.stop();
  };
}

function elements(): readonly CodeCell[] {
  return [...document.querySelectorAll('code-cell')];
}

function elementOf(id: string): CodeCell | null {
  return elements().find(({ cell }) => cell === id) ?? null;
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
