/** The compiler and the lazy dataflow in one program, which is loaded when something is run or edited. */
import { type CompiledCell, compileCell } from '@lib/notebook/compile';
import { ganNames } from '@lib/notebook/gan-names';
import { buildGraph } from '@lib/notebook/graph';
import { viewCell } from '@lib/notebook/cell-view';
import type { NotebookState, NotebookTexts } from '@lib/notebook/notebook-state';
import { nextCell, type NotebookAction, openNotebook, reduceNotebook } from '@lib/notebook/states';
import type { NotebookCell } from './cell-state';

type Written = Pick<NotebookCell, 'id' | 'title' | 'text'>;

/** The texts of a notebook, compiled, and which of them run next. */
export class Flow {
  private readonly compiled = new Map<string, { text: string; cell: CompiledCell }>();
  private state: NotebookState;

  constructor(cells: readonly Written[]) {
    this.state = openNotebook(this.compile(cells));
  }

  write(cells: readonly Written[]): void {
    this.dispatch({ kind: 'written', ...this.compile(cells) });
  }

  dispatch(action: NotebookAction): void {
    this.state = reduceNotebook(this.state, action);
  }

  /** To be started now, if any. */
  get next(): string | null {
    return nextCell(this.state);
  }

  /** The last press that faults forbid. */
  get refused(): NotebookState['refused'] {
    return this.state.refused;
  }

  view(id: string) {
    return viewCell(this.state, id);
  }

  faults(id: string) {
    return this.state.graph.faults(id);
  }

  ancestors(id: string): readonly string[] {
    return this.state.graph.ancestors(id);
  }

  text(id: string): string {
    return this.compiled.get(id)?.text ?? '';
  }

  cell(id: string): CompiledCell | null {
    return this.compiled.get(id)?.cell ?? null;
  }

  /** Names that a cell can use of the others. */
  namesFor(id: string): readonly string[] {
    const others = this.state.cells.filter((cell) => cell.id !== id);
    return [...new Set(others.flatMap((cell) => this.cell(cell.id)?.defines ?? []))];
  }

  private compile(cells: readonly Written[]): NotebookTexts {
    const compiled = cells.map(({ id, title, text }) => {
      const known = this.compiled.get(id);
      const cell = known?.text === text ? known.cell : compileCell(text, { id, exports: ganNames });
      this.compiled.set(id, { text, cell });
      return { id, title, text, consumes: cell.consumes, compiled: cell };
    });
    return { cells: compiled, graph: buildGraph(compiled, { exports: ganNames }) };
  }
}
