/** The code with which a cell's training was kept, beside the code that stands there now. */
import type { CellList } from './cell-list';

export interface KeptCode {
  readonly id: string;
  /** For the reader. */
  readonly title: string;
  /** As the training was kept with. */
  readonly kept: string;
  /** As it is now; `null` if the cell is gone. */
  readonly present: string | null;
}

/** The cells whose code is another one than that of the kept training: its own, and those that it needed. */
export function changedSinceKept(cells: CellList, id: string): readonly KeptCode[] {
  const keptWith = cells.get(id)?.keptWith ?? {};
  return Object.entries(keptWith).flatMap(([each, kept]) => {
    const cell = cells.get(each);
    if (cell?.text === kept) return [];
    return [{ id: each, title: cell?.title ?? '消したセル', kept, present: cell?.text ?? null }];
  });
}

export function titlesOf(changed: readonly KeptCode[]): string | null {
  return changed.length === 0 ? null : changed.map(({ title }) => `「${title}」`).join('');
}
