/** A small notebook for tests: texts compiled, the dataflow's state, cells really run. */
import { compileCell, type CompiledCell } from '@lib/notebook/compile';
import { buildGraph } from '@lib/notebook/graph';
import { viewCell } from '@lib/notebook/cell-view';
import type { NotebookState, NotebookTexts } from '@lib/notebook/notebook-state';
import {
  abandonedCells,
  nextCell,
  openNotebook,
  reduceNotebook,
  type NotebookAction,
} from '@lib/notebook/states';
import { TestEvaluator } from './evaluate';

export type Texts = Readonly<Record<string, string>>;

const exports = ['createGenerator', 'Random'];

export const compileText = (id: string, text: string): CompiledCell =>
  compileCell(text, { id, exports });

export function graphOf(texts: Texts) {
  const cells = Object.entries(texts).map(([id, text]) => ({
    title: id.toUpperCase(),
    compiled: compileText(id, text),
  }));
  return { cells, graph: buildGraph(cells, { exports }) };
}

function textsOf(texts: Texts): NotebookTexts {
  const { cells, graph } = graphOf(texts);
  return {
    graph,
    cells: cells.map(({ compiled: { id, consumes } }) => ({ id, text: texts[id] ?? '', consumes })),
  };
}

/** Runs whatever the state names until there is nothing to do. */
export class TestNotebook {
  state: NotebookState;
  /** What each cell showed when it last ran. */
  readonly shown = new Map<string, unknown[]>();
  /** Cells in the order of their runs. */
  ran: string[] = [];
  readonly evaluator = new TestEvaluator();

  constructor(private texts: Texts) {
    this.state = openNotebook(textsOf(texts));
  }

  act(action: NotebookAction): void {
    const before = this.state;
    this.state = reduceNotebook(before, action);
    for (const id of abandonedCells(before, this.state)) this.evaluator.forget(id);
  }

  write(texts: Texts): void {
    this.texts = texts;
    this.act({ kind: 'written', ...textsOf(texts) });
  }

  async press(id: string, resume = false): Promise<void> {
    this.act({ kind: 'pressed', id, resume });
    await this.settle();
  }

  async pressAll(): Promise<void> {
    this.act({ kind: 'pressed-all' });
    await this.settle();
  }

  /** Cell by cell, as the page does it. */
  async settle(): Promise<void> {
    this.ran = [];
    for (let id = nextCell(this.state); id !== null; id = nextCell(this.state)) {
      this.act({ kind: 'started', id });
      this.act({ kind: 'ended', id, outcome: await this.run(id) });
    }
  }

  status(id: string): string {
    const { status, why, asOf } = viewCell(this.state, id);
    return [status, why ?? '', asOf ? `@${asOf.step}` : ''].filter(Boolean).join(' ');
  }

  private async run(id: string): Promise<'done' | 'failed'> {
    this.ran.push(id);
    const from = this.evaluator.shown.length;
    try {
      await this.evaluator.run(compileText(id, this.texts[id] ?? ''));
      return 'done';
    } catch {
      return 'failed';
    } finally {
      const step = this.evaluator.trained.get(id);
      if (step !== undefined) this.act({ kind: 'progressed', id, step });
      this.shown.set(id, this.evaluator.shown.slice(from));
    }
  }
}
