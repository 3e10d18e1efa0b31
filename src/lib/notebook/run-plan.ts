/** Which cells a press of 実行 runs, and in which order. */
import { usableCells } from './dataflow';
import type { NotebookState, Press } from './notebook-state';

/** What a press still has to run, in order; the pressed cell is the last. */
export function planOf(state: NotebookState, { id, remake }: Press): string[] {
  const usable = usableCells(state);
  const above = state.graph
    .ancestors(id)
    .filter((other) => !usable.has(other) || (remake?.includes(other) ?? false));
  return [...above, id];
}

/** The cells, in order, that a press on `id` would run now. */
export function planFor(state: NotebookState, id: string): readonly string[] {
  const press: Press = { id, resume: false, unlessCurrent: false, remake: null };
  return planOf(state, { ...press, remake: remakeFor(state, press) });
}

/**
 * What a training has changed is no beginning for it: the cells that made it, and all that these were
 * made from (a stream of random numbers has gone on too), run again, and so does what needs them.
 */
export function remakeFor(state: NotebookState, { id, resume }: Press): string[] {
  const { graph } = state;
  const usable = usableCells(state);
  const above = graph.ancestors(id);
  const remake = new Set(above.filter((other) => !usable.has(other)));
  for (let size = -1; size !== remake.size;) {
    size = remake.size;
    for (const trainer of [...above, id]) {
      const runs = remake.has(trainer) || (trainer === id && !resume);
      for (const maker of runs ? spoiltMakers(state, trainer) : []) {
        for (const cell of [maker, ...graph.ancestors(maker)]) remake.add(cell);
      }
      const needs = [...graph.needs(trainer).values()];
      if (trainer !== id && needs.some((cell) => remake.has(cell))) remake.add(trainer);
    }
  }
  return [...remake];
}

/**
 * The cells whose present objects are no beginning for a training: it has changed them itself, or a
 * cell has that does so no more, or is gone. What another training made of them is where it goes on.
 */
function spoiltMakers({ cells, graph, runs, changes }: NotebookState, trainer: string): string[] {
  const makersOf = (id: string) => {
    const needs = graph.needs(id);
    const consumes = cells.find((cell) => cell.id === id)?.consumes ?? [];
    return consumes.flatMap((name) => needs.get(name) ?? []);
  };
  return makersOf(trainer).filter((maker) => {
    const by = changes.get(runs.get(maker)?.number ?? 0) ?? [];
    return by.some((other) => other === trainer || !makersOf(other).includes(maker));
  });
}
