/** What is known of a notebook's cells and their runs. Plain data and maps; nothing here changes any. */
import type { CompiledCell } from './compile';
import type { NotebookGraph } from './graph';

export interface NotebookCell {
  readonly id: string;
  /** The reader's text. */
  readonly text: string;
  /** Names whose objects the cell trains, and so changes. */
  readonly consumes: CompiledCell['consumes'];
}

/** The cells as they stand, in the notebook's order, and what they are to each other. */
export interface NotebookTexts {
  readonly cells: readonly NotebookCell[];
  readonly graph: NotebookGraph;
}

export type CellOutcome = 'done' | 'stopped' | 'failed' | 'lost';

/** The last run of a cell. */
export interface CellRun {
  /** Counts all runs of the notebook: tells one made object from the next. */
  readonly number: number;
  /**
   * Tells one value from another: a run that only made the same objects anew, for a training to
   * begin from, keeps it.
   */
  readonly version: number;
  readonly text: string;
  /** Whose runs gave what it needed, by name. */
  readonly inputs: ReadonlyMap<string, RunInput>;
  readonly outcome: CellOutcome | 'running';
  /** Whether its values are still in the worker. */
  readonly alive: boolean;
  /** How far the trainings were whose objects it read, by their cells. */
  readonly seen: ReadonlyMap<string, TrainingPlace>;
}

export interface RunInput {
  readonly cell: string;
  readonly number: number;
  readonly version: number;
}

/** A step of a certain run of a training; run 0 is before any. */
export interface TrainingPlace {
  readonly number: number;
  readonly step: number;
}

/** A press of 実行, waiting or (the first) being carried out. */
export interface Press {
  readonly id: string;
  /** Go on with the objects as they are (続きから), instead of making them anew. */
  readonly resume: boolean;
  /** Part of すべて実行: nothing to do if the result is the present one by then. */
  readonly unlessCurrent: boolean;
  /** Cells whose objects this press makes anew, as long as that is to be done; null while it waits. */
  readonly remake: readonly string[] | null;
}

export interface NotebookState extends NotebookTexts {
  readonly runs: ReadonlyMap<string, CellRun>;
  readonly running: string | null;
  readonly presses: readonly Press[];
  /** Which trainings have changed the objects of a run, by its number. */
  readonly changes: ReadonlyMap<number, readonly string[]>;
  /** Steps of trainings, by their cells. */
  readonly steps: ReadonlyMap<string, number>;
  /** Runs begun so far. */
  readonly count: number;
  /** The last press that could not be carried out, and the cells whose faults forbid it. */
  readonly refused: { readonly id: string; readonly because: readonly string[] } | null;
}
