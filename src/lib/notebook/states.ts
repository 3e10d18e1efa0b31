/**
 * The lazy dataflow of a notebook: which cells a press runs and in which order, and what has become
 * of each cell's result. Pure; whoever owns it starts what `nextCell` names and tells what came of it.
 *
 * A result is known by the run that gave it. It is usable as long as its text and the runs that gave
 * what it needs are the present ones, so nothing needs to be marked when something changes.
 */
import { isUpToDate } from './cell-view';
import { isSamePlace, placesRead } from './dataflow';
import type {
  CellOutcome,
  CellRun,
  NotebookCell,
  NotebookState,
  NotebookTexts,
  Press,
  RunInput,
} from './notebook-state';
import { planOf, remakeFor } from './run-plan';

export type NotebookAction =
  /** Texts were edited, cells added, moved or deleted. */
  | ({ readonly kind: 'written' } & NotebookTexts)
  | { readonly kind: 'pressed'; readonly id: string; readonly resume?: boolean }
  | { readonly kind: 'pressed-all' }
  /** The cell that `nextCell` named has begun. */
  | { readonly kind: 'started'; readonly id: string }
  /** A training has come to a step. */
  | { readonly kind: 'progressed'; readonly id: string; readonly step: number }
  | { readonly kind: 'ended'; readonly id: string; readonly outcome: CellOutcome }
  /** A stop was asked: what waits is forgotten; what runs will end by itself. */
  | { readonly kind: 'stopped' }
  /** The worker is gone, and with it all values. */
  | { readonly kind: 'lost' };

export function openNotebook(texts: NotebookTexts): NotebookState {
  return {
    ...texts,
    runs: new Map(),
    running: null,
    presses: [],
    changes: new Map(),
    steps: new Map(),
    count: 0,
    refused: null,
  };
}

export function reduceNotebook(state: NotebookState, action: NotebookAction): NotebookState {
  return settle(apply(state, action));
}

/** The cell to start now; null while one runs, or if there is nothing to do. */
export function nextCell(state: NotebookState): string | null {
  const [press] = state.presses;
  if (state.running !== null || !press) return null;
  return planOf(state, press)[0] ?? null;
}

function apply(state: NotebookState, action: NotebookAction): NotebookState {
  switch (action.kind) {
    case 'written':
      return write(state, action);
    case 'pressed':
      return press({ ...state, refused: null }, [
        { id: action.id, resume: action.resume ?? false, unlessCurrent: false, remake: null },
      ]);
    case 'pressed-all':
      return press(
        { ...state, refused: null },
        state.graph.order
          .filter((id) => state.graph.faults(id).length === 0)
          .map((id) => ({ id, resume: false, unlessCurrent: true, remake: null })),
      );
    case 'started':
      return start(state, action.id);
    case 'progressed':
      return { ...state, steps: new Map(state.steps).set(action.id, action.step) };
    case 'ended':
      return end(state, action);
    case 'stopped':
      return { ...state, presses: [] };
    case 'lost':
      return lose(state);
  }
}

function write(state: NotebookState, { cells, graph }: NotebookTexts): NotebookState {
  const ids = new Set(cells.map(({ id }) => id));
  return {
    ...state,
    cells,
    graph,
    runs: new Map([...state.runs].filter(([id]) => ids.has(id))),
    steps: new Map([...state.steps].filter(([id]) => ids.has(id))),
    presses: state.presses.filter(({ id }) => ids.has(id)),
  };
}

/** A press of a cell that waits already adds nothing; of one that runs, another run. */
function press(state: NotebookState, presses: readonly Press[]): NotebookState {
  const running = state.running === null ? undefined : state.presses[0];
  const waiting = new Set(state.presses.filter((p) => p !== running).map(({ id }) => id));
  return { ...state, presses: [...state.presses, ...presses.filter(({ id }) => !waiting.has(id))] };
}

function start(state: NotebookState, id: string): NotebookState {
  const cell = state.cells.find((other) => other.id === id);
  if (!cell) return state;
  const before = state.runs.get(id);
  const number = state.count + 1;
  const inputs = inputsOf(state, id);
  const seen = placesRead(state, id);
  const same =
    before?.outcome === 'done' &&
    before.text === cell.text &&
    [...inputs].every(([name, { version }]) => before.inputs.get(name)?.version === version) &&
    [...seen].every(([trainer, place]) => isSamePlace(before.seen.get(trainer), place));
  const remade = same && (state.presses[0]?.remake?.includes(id) ?? false);
  const run: CellRun = {
    number,
    version: remade ? before.version : number,
    text: cell.text,
    inputs,
    outcome: 'running',
    alive: true,
    seen,
  };
  const steps = new Map(state.steps);
  if (state.presses[0]?.resume !== true) steps.delete(id);
  return {
    ...state,
    runs: new Map(state.runs).set(id, run),
    running: id,
    changes: changesBy(state, cell, inputs),
    steps,
    count: number,
  };
}

function end(
  state: NotebookState,
  { id, outcome }: { id: string; outcome: CellOutcome },
): NotebookState {
  const run = state.runs.get(id);
  const [first, ...rest] = state.presses;
  const runs = new Map(state.runs);
  if (run) runs.set(id, { ...run, outcome });
  const ended: NotebookState = { ...state, runs, running: null };
  if (outcome === 'lost') return { ...lose(ended), presses: [] };
  if (outcome === 'stopped') return { ...ended, presses: [] };
  if (outcome === 'failed') return { ...ended, presses: withoutNeeding(ended, id) };
  if (!first) return ended;
  if (first.id === id) return { ...ended, presses: rest };
  const remake = first.remake?.filter((other) => other !== id) ?? null;
  return { ...ended, presses: [{ ...first, remake }, ...rest] };
}

/** What would come to the same failure again is not tried. */
function withoutNeeding({ presses, graph }: NotebookState, failed: string): Press[] {
  return presses.filter(({ id }) => id !== failed && !graph.ancestors(id).includes(failed));
}

function lose(state: NotebookState): NotebookState {
  const runs = new Map([...state.runs].map(([id, run]) => [id, { ...run, alive: false }] as const));
  return { ...state, runs };
}

/** Takes up the first press that has something to do and may do it. */
function settle(state: NotebookState): NotebookState {
  const [first, ...rest] = state.presses;
  if (state.running !== null || !first) return state;
  if (first.unlessCurrent && first.remake === null && isUpToDate(state, first.id)) {
    return settle({ ...state, presses: rest });
  }
  const taken = { ...first, remake: first.remake ?? remakeFor(state, first) };
  const because = planOf(state, taken).filter((id) => state.graph.faults(id).length > 0);
  if (because.length > 0) {
    return settle({ ...state, presses: rest, refused: { id: first.id, because } });
  }
  return { ...state, presses: [taken, ...rest] };
}

/** What is changed from now on, beside what is known of objects that are still there. */
function changesBy(
  { changes, runs }: NotebookState,
  { id, consumes }: NotebookCell,
  inputs: CellRun['inputs'],
): NotebookState['changes'] {
  const there = new Set(Array.from(runs.values(), ({ number }) => number));
  const known = new Map([...changes].filter(([number]) => there.has(number)));
  for (const name of consumes) {
    const number = inputs.get(name)?.number;
    if (number !== undefined) known.set(number, [...(known.get(number) ?? []), id]);
  }
  return known;
}

function inputsOf({ graph, runs }: NotebookState, id: string): Map<string, RunInput> {
  const inputs = new Map<string, RunInput>();
  for (const [name, cell] of graph.needs(id)) {
    const run = runs.get(cell);
    if (run) inputs.set(name, { cell, number: run.number, version: run.version });
  }
  return inputs;
}

/** Cells whose values a change of the state has made worthless, for the worker to let go. */
export function abandonedCells(before: NotebookState, after: NotebookState): string[] {
  return [...before.runs.keys()].filter((id) => !after.runs.has(id));
}
