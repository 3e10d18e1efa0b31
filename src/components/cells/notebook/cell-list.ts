import type { CellNotice, NotebookCell } from './cell-state';

/** The cells of a notebook in their order; tells whoever draws them of every change. */
export class CellList {
  private readonly listeners = new Set<() => void>();

  constructor(private list: readonly NotebookCell[]) {}

  get all(): readonly NotebookCell[] {
    return this.list;
  }

  get(id: string): NotebookCell | null {
    return this.list.find((cell) => cell.id === id) ?? null;
  }

  change(id: string, change: Partial<Omit<NotebookCell, 'id'>>): void {
    this.replace(this.list.map((cell) => (cell.id === id ? { ...cell, ...change } : cell)));
  }

  replace(list: readonly NotebookCell[]): void {
    this.list = list;
    for (const listener of this.listeners) listener();
  }

  tell(id: string, notice: CellNotice | null): void {
    this.change(id, { notice });
  }

  /** @returns ends it */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
