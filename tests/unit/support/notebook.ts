/** A notebook's cells run in Node: compiled as in the page, evaluated without a sandbox. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as gan from '@lib/index';
import { type CodeCellId, cellSource, codeCells } from '@lib/notebook/cells';
import { compileCell, type CompiledCell } from '@lib/notebook/compile';
import { ganNames } from '@lib/notebook/gan-names';
import { createTrainingRuns, type TrainingRuns } from '@lib/notebook/training';
import { root } from '../../../tools/lib/steps.mjs';
import { FakeRunHost } from './run-host';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** What a cell called of the notebook's own functions. */
export interface Shown {
  readonly name: string;
  readonly values: readonly unknown[];
}

type Body = (given: Record<string, unknown>) => Promise<void>;

const originalSource = (id: CodeCellId) => cellSource(id, read);

const compileOriginal = (source: string, id: string) =>
  compileCell(source, { id, exports: ganNames, tfExports: Object.keys(tf) });

/** Runs cells of 実装, each after those that it needs. */
export class NodeNotebook {
  readonly host = new FakeRunHost();
  readonly runs: TrainingRuns = createTrainingRuns(this.host);
  readonly shown = new Map<string, Shown[]>();
  private readonly cells = new Map<string, CompiledCell>();
  private readonly values = new Map<string, () => unknown>();

  /** @param edit changes a cell's text */
  constructor(edit: (source: string, id: CodeCellId) => string = (source) => source) {
    for (const { id } of codeCells) {
      this.cells.set(id, compileOriginal(edit(originalSource(id), id), id));
    }
  }

  get compiled(): readonly CompiledCell[] {
    return [...this.cells.values()];
  }

  /** The cell that gives a name. */
  cellOf(name: string): CompiledCell | undefined {
    return this.compiled.find(({ defines }) => defines.includes(name));
  }

  async run(id: CodeCellId): Promise<void> {
    const cell = this.cells.get(id);
    if (!cell) throw new Error(`there is no cell "${id}"`);
    if (this.shown.has(id)) return;
    for (const name of cell.uses) await this.run(this.cellOf(name)?.id as CodeCellId);
    const shown: Shown[] = [];
    this.shown.set(id, shown);
    // Indirect, so that the cell sees nothing of this file.
    const evaluate = globalThis.eval as (code: string) => Body;
    await evaluate(`(${cell.code.replace(/^export default /, '').replace(/;\s*$/, '')})`)(
      this.given(shown),
    );
  }

  value(name: string): unknown {
    const get = this.values.get(name);
    if (!get) throw new Error(`no cell that has run gives "${name}"`);
    return get();
  }

  private given(shown: Shown[]): Record<string, unknown> {
    const own = ['print', 'showImages', 'table', 'plot', 'progress', 'show'].map((name) => [
      name,
      (...values: unknown[]) => void shown.push({ name, values }),
    ]);
    const { training, checkpointed } = this.runs;
    return {
      ...(Object.fromEntries(own) as Record<string, unknown>),
      tf,
      gan,
      training,
      checkpointed,
      stopped: new AbortController().signal,
      guard: () => undefined,
      take: (name: string) => this.value(name),
      give: (getters: Record<string, () => unknown>) => {
        for (const [name, get] of Object.entries(getters)) this.values.set(name, get);
      },
    };
  }
}
