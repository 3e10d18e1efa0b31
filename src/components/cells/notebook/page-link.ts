/** Links with code in a page: made, opened, looked through, taken or left. */
import { wordsOf } from '@lib/error-words';
import type { OfferedBy } from './cell-state';
import type { LinkedCells } from './link';
import type { Notebook, ShownCells } from './notebook';

/** How much of a code's height, or of the window's, must have been seen. */
const seenPart = 0.6;

export class PageLink {
  private readonly watching = new Map<Element, string>();
  private watcher: IntersectionObserver | null = null;

  constructor(
    private readonly notebook: Notebook,
    private readonly placeCells: () => void,
  ) {}

  /** Show what the page's address carries, if anything. Nothing of it runs. */
  async follow(): Promise<void> {
    const { hash } = location;
    if (!hash.startsWith('#nb=')) return;
    const [first] = this.notebook.cells.all;
    try {
      const { decodeLink } = await import('./link');
      if (first) this.offer(decodeLink(hash), { by: 'リンク', tellAt: first.id });
    } catch (error) {
      if (!first) return;
      this.notebook.cells.tell(first.id, { tone: 'error', text: wordsOf(error) });
      this.show(first.id);
    }
  }

  /** Show code that has come, with what differs; `tellAt` is the cell that says if nothing does. */
  offer(
    linked: LinkedCells & { readonly shown?: ShownCells },
    { by, tellAt }: { readonly by: OfferedBy; readonly tellAt: string },
  ): void {
    const ids = this.notebook.offer(linked, by);
    this.placeCells();
    if (ids[0] === undefined) {
      const isShown = Object.keys(linked.shown ?? {}).length > 0;
      const text = `${by}のコードは、いまのコードと同じです。${isShown ? '結果を表示しました。' : ''}`;
      this.notebook.cells.tell(tellAt, { tone: 'info', text });
      return;
    }
    this.watch(ids);
    this.show(ids[0]);
  }

  answer(id: string, isTaken: boolean): void {
    if (isTaken) this.notebook.take(id);
    else if (this.notebook.refuse(id)) this.placeCells();
    if (this.notebook.cells.all.some(({ offer }) => offer)) return;
    if (!location.hash.startsWith('#nb=')) return;
    // The address is of what is shown no more.
    history.replaceState(history.state, '', location.pathname + location.search);
  }

  next(id: string): void {
    const { all } = this.notebook.cells;
    const at = all.findIndex((cell) => cell.id === id);
    const others = [...all.slice(at + 1), ...all.slice(0, at)];
    const next = others.find(({ offer }) => offer);
    if (next) this.show(next.id);
  }

  /** A link to what the reader has written. */
  async copy(id: string): Promise<void> {
    const { cells, shared } = this.notebook;
    if (Object.keys(shared.changed).length + shared.added.length === 0) {
      const text =
        'まだどのセルも書きかえていません。書きかえると、そのコードを送るリンクを作れます。';
      cells.tell(id, { tone: 'info', text });
      return;
    }
    const { encodeLink, linkLimits } = await import('./link');
    let address: string;
    try {
      address = new URL(encodeLink(shared), location.href).href;
    } catch (error) {
      cells.tell(id, { tone: 'error', text: wordsOf(error) });
      return;
    }
    const isLong = address.length > linkLimits.safe;
    const warning = isLong ? '長いので、送る相手のアプリで切れることがあります。' : '';
    try {
      await navigator.clipboard.writeText(address);
      cells.tell(id, {
        tone: 'info',
        text: `書きかえたコードのリンクをコピーしました。${warning}`,
      });
    } catch {
      const text = `コピーできなかったので、このリンクを手でコピーしてください。${warning} ${address}`;
      cells.tell(id, { tone: 'info', text });
    }
  }

  private show(id: string): void {
    elementsOf([id])[0]?.scrollIntoView({ block: 'start' });
  }

  /** What has been in view may run: by then the reader could have read it. */
  private watch(ids: readonly string[]): void {
    this.watcher ??= new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRect, boundingClientRect } of entries) {
          const enough = seenPart * Math.min(boundingClientRect.height, innerHeight);
          const id = this.watching.get(target);
          if (id === undefined || intersectionRect.height < enough || enough === 0) continue;
          this.notebook.see(id);
          this.watcher?.unobserve(target);
        }
      },
      { threshold: Array.from({ length: 21 }, (_, i) => i / 20) },
    );
    for (const element of elementsOf(ids)) {
      this.watching.set(element, element.cell);
      this.watcher.observe(element);
    }
  }
}

function elementsOf(ids: readonly string[]) {
  return [...document.querySelectorAll('code-cell')].filter(({ cell }) => ids.includes(cell));
}
