/** What follows from the runs of a notebook: whose values can be taken, how far trainings are. */
import type { CellRun, NotebookState, RunInput, TrainingPlace } from './notebook-state';

/** Cells whose values can be taken: run from their present text, on present objects, to the end. */
export function usableCells(state: NotebookState): ReadonlySet<string> {
  return soundCells(state, (input, run) => run.alive && input.number === run.number);
}

/** Cells whose results are what a run would give, wherever their values are. */
export function currentCells(state: NotebookState): ReadonlySet<string> {
  return soundCells(state, (input, run) => input.version === run.version);
}

function soundCells(
  { cells, graph, runs }: NotebookState,
  fits: (input: RunInput, run: CellRun) => boolean,
): Set<string> {
  const texts = new Map(cells.map(({ id, text }) => [id, text]));
  const sound = new Set<string>();
  for (const id of graph.order) {
    const run = runs.get(id);
    if (run?.outcome !== 'done' || run.text !== texts.get(id)) continue;
    if (!fits({ cell: id, number: run.number, version: run.version }, run)) continue;
    const needs = [...graph.needs(id)];
    const whole = needs.every(([name, cell]) => {
      const input = run.inputs.get(name);
      const maker = runs.get(cell);
      return input?.cell === cell && maker && sound.has(cell) && fits(input, maker);
    });
    if (whole) sound.add(id);
  }
  return sound;
}

/** How far the trainings are that change something above a cell without being above it themselves. */
export function placesRead(state: NotebookState, id: string): Map<string, TrainingPlace> {
  const { graph, cells } = state;
  const above = new Set(graph.ancestors(id));
  const places = new Map<string, TrainingPlace>();
  for (const { id: trainer, consumes } of cells) {
    const needs = graph.needs(trainer);
    const changes = consumes.some((name) => above.has(needs.get(name) ?? ''));
    if (trainer === id || above.has(trainer) || !changes) continue;
    places.set(trainer, placeOf(state, trainer));
  }
  return places;
}

/** Where a training is, as far as its objects are those that are there now. */
export function placeOf(state: NotebookState, trainer: string): TrainingPlace {
  const number = state.runs.get(trainer)?.number;
  if (number === undefined || changedMakers(state, trainer).length === 0) return beginning;
  return { number, step: state.steps.get(trainer) ?? 0 };
}

const beginning: TrainingPlace = { number: 0, step: 0 };

export function isSamePlace(a: TrainingPlace | undefined, b: TrainingPlace): boolean {
  return a?.number === b.number && a.step === b.step;
}

/** The cells whose present objects the last run of a training has changed. */
function changedMakers({ cells, graph, runs }: NotebookState, trainer: string): string[] {
  const inputs = runs.get(trainer)?.inputs;
  const needs = graph.needs(trainer);
  const consumes = cells.find(({ id }) => id === trainer)?.consumes ?? [];
  return consumes.flatMap((name) => {
    const maker = needs.get(name);
    const input = inputs?.get(name);
    const same = maker !== undefined && input?.number === runs.get(maker)?.number;
    return input && same ? [maker] : [];
  });
}
