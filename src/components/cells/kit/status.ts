import { html, nothing, type TemplateResult } from 'lit';
import type { CellState, CellTypes } from './cell-state';
import { formatCount, formatDuration, formatPace } from './format';
import { type Stat, statList } from './stats';

interface Status {
  readonly stats: readonly Stat[];
  /** Updates of the plan's head start; 0 for none. */
  readonly headStart: number;
  /** Whether the reader sets the run's end. */
  readonly hasEnd: boolean;
}

/** How far the run has come, in a bar where it has an end, and in numbers. */
export function statusArea<T extends CellTypes>(
  state: CellState<T>,
  { stats, headStart, hasEnd }: Status,
): TemplateResult {
  const { preparation } = state;
  return html`<div class="status" ?data-preparing=${preparation !== null}>
    ${preparation ? preparing(preparation) : progress(state, headStart, hasEnd)}${statList(stats)}
  </div>`;
}

function preparing({ message, ratio }: { message: string; ratio: number | null }): TemplateResult {
  return html`<progress aria-label="準備の進み" value=${ratio ?? nothing} max="1"></progress>
    <p class="preparation">${message}…</p>`;
}

function progress<T extends CellTypes>(state: CellState<T>, headStart: number, hasEnd: boolean) {
  const { step, session, phase, headStart: done } = state;
  const total = session?.totalRounds ?? null;
  const isAhead = session !== null && done < headStart && phase !== 'failed';
  if (isAhead) {
    return html`<progress aria-label="識別器の先行" value=${done} max=${headStart}></progress>
      <p class="hint">
        識別器だけを先に学習させています（${formatCount(headStart)}回のうち${formatCount(done)}回）。
      </p>`;
  }
  if (!hasEnd) return nothing;
  return html`<progress
    aria-label="学習の進み"
    value=${session ? step : 0}
    max=${total ?? 1}
  ></progress>`;
}

/** Rounds a second while that is known. */
export function paceStat<T extends CellTypes>(state: CellState<T>, name = 'ステップ/秒'): Stat {
  const isTimed = state.phase === 'running' && state.roundsPerSecond > 0;
  return [name, isTimed ? formatPace(state.roundsPerSecond) : null];
}

/** The time that training took so far, and the time to its end. */
export function timeStats<T extends CellTypes>(state: CellState<T>): readonly Stat[] {
  const { elapsedMs, remainingMs } = state;
  return [
    ['経過', elapsedMs > 0 ? formatDuration(elapsedMs) : null],
    ['残り', remainingMs !== null && remainingMs > 0 ? `約${formatDuration(remainingMs)}` : null],
  ];
}
