/** What becomes of a run when its reader leaves the page: the question before, the word on return. */
import type { CellAction, CellState, CellTypes } from './cell-state';
import { formatCount } from './format';

/** Milliseconds of a run that are a loss; less is soon done again. */
const worthKeeping = 10_000;

/** The run that the reader sees, and how long it has gone on: pauses are left out, waits of slow speeds are not. */
export class RunAtStake {
  private before = 0;
  private since: number | null = null;
  /** Of it the browser keeps so many milliseconds. */
  private kept = 0;

  /** @param now the present in milliseconds, from any fixed origin */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** After every action. */
  follow<T extends CellTypes>(action: CellAction<T>, { phase }: CellState<T>): void {
    const isFresh = action.type === 'opened' && action.fromStep === null;
    this.before = isFresh ? 0 : this.milliseconds;
    if (isFresh) this.kept = 0;
    this.since = phase === 'running' ? this.now() : null;
  }

  /** Whether the run has gone on for long enough that its loss would be one. */
  get isLong(): boolean {
    return this.milliseconds > worthKeeping;
  }

  /** The browser keeps the run as it was after so many milliseconds. */
  keptUntil(milliseconds: number): void {
    this.kept = milliseconds;
  }

  /** Whether leaving loses what is worth a question of a run, be it under way, paused or finished. */
  isWorthKeeping<T extends CellTypes>({ session, failure }: CellState<T>): boolean {
    const isThere = session !== null && failure?.lastGoodStep !== null;
    return isThere && this.milliseconds - this.kept > worthKeeping;
  }

  /** Milliseconds that it has gone on for. */
  get milliseconds(): number {
    return this.before + (this.since === null ? 0 : this.now() - this.since);
  }
}

/** Steps of the run that was lost when this tab left the page last, by the cell's element. */
export const lostRuns = {
  /** @param step `null` for no such run */
  note(element: string, step: number | null): void {
    try {
      if (step === null) sessionStorage.removeItem(keyOf(element));
      else sessionStorage.setItem(keyOf(element), String(step));
    } catch {
      // Without storage nothing can be said on return.
    }
  },
  /** For the reader, once; `null` if nothing was lost. */
  tell(element: string): string | null {
    try {
      const step = Number(sessionStorage.getItem(keyOf(element)));
      sessionStorage.removeItem(keyOf(element));
      if (!(step > 0)) return null;
      return `前の学習はステップ${formatCount(step)}まで進みましたが、ページを離れたので残っていません。同じ設定とシードなら、はじめから同じように学習できます。`;
    } catch {
      return null;
    }
  },
};

function keyOf(element: string): string {
  return `lost-run-${element}`;
}
