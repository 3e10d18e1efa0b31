/** What a reader sees of a cell's state. */
import { currentCells, isSamePlace, placeOf } from './dataflow';
import type { NotebookState } from './notebook-state';

/** 未実行, 実行中, 最新, 古い結果, エラー, 止めた. */
export type CellStatus = 'idle' | 'running' | 'fresh' | 'stale' | 'failed' | 'stopped';

export interface CellView {
  readonly status: CellStatus;
  /** Why a result is stale: its text, something above it, or the values that are gone. */
  readonly why: 'edited' | 'above' | 'lost' | null;
  /** The result is that of an earlier step of a training: 「ステップnのときの結果」. */
  readonly asOf: { readonly cell: string; readonly step: number } | null;
  /** Whether a press of it waits. */
  readonly queued: boolean;
}

/** What a cell's head shows. */
export function viewCell(state: NotebookState, id: string): CellView {
  const run = state.runs.get(id);
  const queued = state.presses.some((press) => press.id === id) && state.running !== id;
  const view = (status: CellStatus, why: CellView['why'] = null): CellView => ({
    status,
    why,
    asOf: status === 'fresh' ? earlierStep(state, id) : null,
    queued,
  });
  if (!run) return view('idle');
  if (run.outcome === 'running') return view('running');
  if (run.text !== state.cells.find((cell) => cell.id === id)?.text) return view('stale', 'edited');
  if (run.outcome === 'failed') return view('failed');
  if (run.outcome !== 'done') return view('stopped');
  if (!run.alive) return view('stale', 'lost');
  return currentCells(state).has(id) ? view('fresh') : view('stale', 'above');
}

function earlierStep(state: NotebookState, id: string): CellView['asOf'] {
  for (const [cell, seen] of state.runs.get(id)?.seen ?? []) {
    const now = placeOf(state, cell);
    if (!isSamePlace(now, seen)) return { cell, step: seen.step };
  }
  return null;
}

/** Whether すべて実行 may leave a cell out. */
export function isUpToDate(state: NotebookState, id: string): boolean {
  const { status, asOf } = viewCell(state, id);
  return status === 'fresh' && asOf === null;
}
