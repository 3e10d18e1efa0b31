/** Weight of the newest step in the running mean of a step's time. */
const smoothing = 0.05;

/** Keeps the time that training takes: pauses, and whatever else is between steps, are left out. */
export class ProgressMeter {
  private total = 0;
  private mean: number | null = null;

  /** Count one step that took this many milliseconds. */
  add(milliseconds: number): void {
    this.total += milliseconds;
    this.mean =
      this.mean === null ? milliseconds : this.mean + smoothing * (milliseconds - this.mean);
  }

  /** Milliseconds of training so far. */
  get elapsedMs(): number {
    return this.total;
  }

  /** Steps per second at the present pace; 0 before the first step. */
  get stepsPerSecond(): number {
    return this.mean ? 1000 / this.mean : 0;
  }

  /** Milliseconds that so many steps will take at the present pace. */
  remainingMs(steps: number): number {
    return steps * (this.mean ?? 0);
  }
}
