/** A notebook of a page: its cells and what the reader does to them. Nothing runs without a press. */
import { CellList } from './cell-list';
import {
  type CellOrigin,
  type CellOutputs,
  isBusy,
  newCell,
  type NotebookCell,
  type OfferedBy,
} from './cell-state';
import { changedSinceKept } from './kept-code';
import type { LinkedCells } from './link';
import type { OutputBlock } from './output-blocks';
import { type PressHow, Runner, type RunnerOptions } from './runner';

/** Why a text is replaced, as the history of texts has it. */
export type ReplacedBy = 'restore' | 'link' | 'import';

export interface NotebookOptions extends Omit<RunnerOptions, 'onEnd'> {
  readonly origins: readonly CellOrigin[];
  /** The reader's texts have changed and are to be kept. */
  readonly onTexts?: () => void;
  /** A text is replaced by another one, and is to be found again. */
  readonly onReplaced?: (id: string, text: string, reason: ReplacedBy) => void;
  /** What a cell shows is to be kept. */
  readonly onOutputs?: (id: string) => void;
}

/** A text of the reader's as it was kept. */
export interface KeptText {
  readonly id: string;
  readonly text: string;
  /** Hash of the original that it began from; `null` for an added cell. */
  readonly base: string | null;
  /** Of an added cell: the one that it stands behind. */
  readonly after: string | null;
}

/** What cells of a file show, by their ids there. */
export type ShownCells = Readonly<Record<string, readonly OutputBlock[]>>;

/** Added cells are told apart by these names. */
const addedName = /^own-(\d+)$/;

export class Notebook {
  readonly cells: CellList;
  readonly runner: Runner;

  constructor(private readonly options: NotebookOptions) {
    this.cells = new CellList(options.origins.map((origin) => newCell(origin)));
    this.runner = new Runner(this.cells, {
      ...options,
      onEnd: (id) => options.onOutputs?.(id),
    });
  }

  /** Run a cell, after what it needs. */
  async run(id: string, how: PressHow = {}): Promise<void> {
    const cell = this.cells.get(id);
    if (!cell || isBusy(cell)) return;
    const unseen = await this.unseenAbove(id);
    if (unseen) {
      const text = `このセルが必要とする「${unseen.title}」は${unseen.offeredBy}のコードです。先にコードを見てください。`;
      this.cells.tell(id, { tone: 'error', text });
      return;
    }
    await this.runner.press(id, how);
  }

  /** Run every cell that is not up to date. */
  async runAll(from: string): Promise<void> {
    const unseen = this.cells.all.filter(({ offer }) => offer === 'unseen');
    if (unseen.length > 0) {
      const titles = unseen.map(({ title }) => `「${title}」`).join('、');
      const text = `届いたコードをすべて見てから実行できます。まだ見ていないセル：${titles}`;
      this.cells.tell(from, { tone: 'error', text });
      return;
    }
    await this.runner.pressAll();
  }

  stop(): Promise<void> {
    return this.runner.stop();
  }

  /** @param isTyped whether more is likely to come at once: what follows from it can wait for a pause */
  edit(id: string, text: string, { isTyped = false } = {}): void {
    const cell = this.cells.get(id);
    if (!cell || cell.text === text) return;
    // Who changes a link's code has taken it.
    if (cell.offer) this.take(id);
    const failure = cell.faults.length > 0 ? null : cell.failure;
    const base = text === cell.original ? null : cell.base;
    this.cells.change(id, { text, base, faults: [], failure });
    if (isTyped) this.runner.writeSoon();
    else this.runner.write();
    this.options.onTexts?.();
  }

  /** Back to the site's own code. */
  restore(id: string): void {
    const cell = this.cells.get(id);
    if (!cell || cell.original === null || cell.text === cell.original) return;
    const { text } = cell;
    this.options.onReplaced?.(id, text, 'restore');
    this.edit(id, cell.original);
    const act = () => {
      this.edit(id, text);
      this.cells.tell(id, null);
    };
    const actions = [{ label: '取り消す', act }];
    this.cells.tell(id, { tone: 'info', text: '元のコードに戻しました。', actions });
  }

  /** Back to the code with which a cell's training was kept, its own and that of the cells that it needs. */
  takeKept(id: string): void {
    const changed = changedSinceKept(this.cells, id);
    for (const { id: each, kept, present } of changed) {
      if (present === null) {
        this.add(this.before(id), { id: each, text: kept });
        continue;
      }
      this.options.onReplaced?.(each, present, 'restore');
      this.edit(each, kept);
    }
    const act = () => {
      for (const { id: each, present } of changed) {
        if (present === null) this.remove(each);
        else this.edit(each, present);
      }
      this.cells.tell(id, null);
    };
    const actions = [{ label: '取り消す', act }];
    this.cells.tell(id, { tone: 'info', text: '保存したときのコードに戻しました。', actions });
  }

  /** @returns the new cell's id */
  add(after: string, { id = this.freeName(), text = '' } = {}): string {
    const { all } = this.cells;
    const at = all.findIndex((cell) => cell.id === after);
    const origin = { id, title: '自分のセル', file: null, original: null };
    this.cells.replace(all.toSpliced(at + 1, 0, newCell(origin, text)));
    this.runner.write();
    this.options.onTexts?.();
    return id;
  }

  /** Take away a cell that the reader has added. @returns whether it could be */
  remove(id: string): boolean {
    const { all } = this.cells;
    const at = all.findIndex((cell) => cell.id === id);
    const cell = all[at];
    if (!cell || cell.original !== null || isBusy(cell)) return false;
    this.options.onReplaced?.(id, cell.text, 'restore');
    this.cells.replace(all.toSpliced(at, 1));
    this.runner.forget([id]);
    this.runner.write();
    this.options.onTexts?.();
    return true;
  }

  /** Take away what a cell has shown. Its values stay. */
  clear(id: string): void {
    const cell = this.cells.get(id);
    if (!cell || isBusy(cell)) return;
    this.cells.change(id, { blocks: [], failure: null, from: null, ms: null });
    this.runner.write();
    this.options.onOutputs?.(id);
  }

  /** Take the texts that were kept on an earlier visit. */
  recall(kept: readonly KeptText[]): void {
    for (const { id, text, base, after } of kept) {
      if (after !== null && !this.cells.get(id)) this.add(after, { id, text });
      else if (this.cells.get(id)) this.cells.change(id, { text, base });
    }
    this.runner.write();
  }

  // Code of links and files.

  /**
   * Show other cells in the place of the reader's, which stay as they are kept.
   *
   * @param linked with `shown`, what these cells showed
   * @returns those whose code is another one
   */
  offer(
    { changed, added, shown = {} }: LinkedCells & { readonly shown?: ShownCells },
    offeredBy: OfferedBy = 'リンク',
  ): readonly string[] {
    const offered = Object.entries(changed).flatMap(([id, text]) => {
      const cell = this.cells.get(id);
      if (!cell || cell.original === null || cell.text === text) return [];
      const before = cell.offer ? cell.before : cell.text;
      const shownBefore = cell.offer ? cell.shownBefore : shownBy(cell);
      const offered = { text, offeredBy, before, shownBefore, faults: [] };
      const looks = shown[id] ? laidOut(shown[id], offeredBy) : { failure: null };
      this.cells.change(id, { ...offered, ...looks, offer: 'unseen' });
      return [id];
    });
    // Under other names, since the reader's own cells may have these.
    const names = new Map<string, string>();
    const known = added.flatMap(({ id: given, after, text }) => {
      const place = names.get(after) ?? after;
      const { all } = this.cells;
      const at = all.findIndex(({ id }) => id === place);
      if (at < 0) return [];
      const same = all.find((cell) => cell.original === null && cell.text === text);
      const id = same?.id ?? this.freeName();
      names.set(given, id);
      if (same) return [];
      const origin = { id, title: `${offeredBy}のセル`, file: null, original: null };
      const looks = laidOut(shown[given] ?? [], offeredBy);
      const cell: NotebookCell = { ...newCell(origin, text), ...looks, offer: 'unseen', offeredBy };
      this.cells.replace(all.toSpliced(at + 1, 0, cell));
      return [id];
    });
    for (const { id, text, original, phase, offer } of this.cells.all) {
      const blocks = shown[id];
      const isSame = !offer && text === (changed[id] ?? original);
      // What has been run here is newer.
      if (blocks && isSame && phase === 'idle') this.cells.change(id, laidOut(blocks, offeredBy));
    }
    this.runner.write();
    return [...offered, ...known];
  }

  /** The code of a link's cell has been in the reader's view. */
  see(id: string): void {
    if (this.cells.get(id)?.offer === 'unseen') this.cells.change(id, { offer: 'seen' });
  }

  /** Make a link's code the reader's own. */
  take(id: string): void {
    const cell = this.cells.get(id);
    if (!cell?.offer) return;
    if (cell.before !== null && cell.before !== cell.original)
      this.options.onReplaced?.(id, cell.before, cell.offeredBy === 'リンク' ? 'link' : 'import');
    this.cells.change(id, { offer: null, before: null, shownBefore: null });
    this.options.onTexts?.();
    if (cell.blocks !== cell.shownBefore?.blocks) this.options.onOutputs?.(id);
  }

  /** Back to what stood there before the link. @returns whether the cell is gone */
  refuse(id: string): boolean {
    const cell = this.cells.get(id);
    if (!cell?.offer) return false;
    if (cell.before === null) this.cells.replace(this.cells.all.filter((other) => other !== cell));
    else {
      const { before: text, shownBefore } = cell;
      const back = { text, offer: null, before: null, shownBefore: null, faults: [] };
      this.cells.change(id, { ...back, ...shownBefore });
    }
    this.runner.write();
    return cell.before === null;
  }

  /** What a link to this notebook carries. */
  get shared(): LinkedCells {
    const { all } = this.cells;
    const changed = all.filter(({ original, text }) => original !== null && text !== original);
    const added = all.flatMap(({ id, original, text }, i) =>
      original === null ? [{ id, after: all[i - 1]?.id ?? '', text }] : [],
    );
    return { changed: Object.fromEntries(changed.map(({ id, text }) => [id, text])), added };
  }

  // For the editor.

  /** Look for faults in a cell's text as it stands. */
  async lint(id: string): Promise<void> {
    const flow = await this.runner.load();
    flow.write(this.cells.all);
    this.cells.change(id, { faults: flow.faults(id) });
  }

  async namesFor(id: string): Promise<readonly string[]> {
    return (await this.runner.load()).namesFor(id);
  }

  close(): void {
    this.runner.close();
  }

  private async unseenAbove(id: string): Promise<NotebookCell | null> {
    const unseen = this.cells.all.filter(({ offer }) => offer === 'unseen');
    if (unseen.length === 0) return null;
    const flow = await this.runner.load();
    flow.write(this.cells.all);
    const above = flow.ancestors(id);
    return unseen.find((cell) => above.includes(cell.id)) ?? null;
  }

  /** The cell that another one stands behind. */
  private before(id: string): string {
    const { all } = this.cells;
    return all[Math.max(0, all.findIndex((cell) => cell.id === id) - 1)]?.id ?? id;
  }

  private freeName(): string {
    const numbers = this.cells.all.map(({ id }) => Number(addedName.exec(id)?.[1] ?? 0));
    return `own-${Math.max(0, ...numbers) + 1}`;
  }
}

function shownBy({ blocks, failure, from, ms }: NotebookCell): CellOutputs {
  return { blocks, failure, from, ms };
}

/** Outputs that have come with code. */
function laidOut(blocks: readonly OutputBlock[], by: OfferedBy): CellOutputs {
  const from = blocks.length > 0 ? `${by}にあった結果です。` : null;
  return { blocks, failure: null, from, ms: null };
}
