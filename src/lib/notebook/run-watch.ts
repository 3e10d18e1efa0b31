/** How a run goes: its pace, and whether it leaks. */

/** Steps in a row with more tensors after each than after the one before. */
const leakingSteps = 50;

/** Notices tensors that pile up step by step. */
export class LeakWatch {
  private last: number | null = null;
  private base = 0;
  private growing = 0;
  private hasTold = false;

  /**
   * @param tensors in memory after a step
   * @returns tensors that stay of every step, once it is sure that some do; else `null`
   */
  look(tensors: number): number | null {
    const isMore = this.last !== null && tensors > this.last;
    if (!isMore) this.base = tensors;
    this.growing = isMore ? this.growing + 1 : 0;
    this.last = tensors;
    if (this.hasTold || this.growing < leakingSteps) return null;
    this.hasTold = true;
    return Math.max(1, Math.round((tensors - this.base) / this.growing));
  }
}

/** The time of a step, the newest ones counting most. */
export class Pace {
  private mean: number | null = null;

  add(milliseconds: number): void {
    this.mean = this.mean === null ? milliseconds : 0.9 * this.mean + 0.1 * milliseconds;
  }

  /** For the reader: the time of a step, and of so many more. */
  label(left: number): string {
    if (this.mean === null) return '';
    const step = this.mean < 10 ? this.mean.toFixed(1) : String(Math.round(this.mean));
    return `1ステップ${step}ミリ秒、残り${duration((left * this.mean) / 1000)}`;
  }
}

function duration(seconds: number): string {
  if (seconds < 60) return `約${Math.ceil(seconds)}秒`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `約${minutes}分`;
  return `約${Math.floor(minutes / 60)}時間${minutes % 60}分`;
}
