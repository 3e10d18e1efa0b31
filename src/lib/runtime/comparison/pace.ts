export interface PaceOptions {
  /** The present in milliseconds. */
  readonly now: () => number;
  /** Milliseconds between two times at the least. */
  readonly interval: number;
  /** The part of the time that it may take at the most. */
  readonly share: number;
  /** Whether the first time is at once, or after an interval. */
  readonly isDueAtOnce?: boolean;
}

/** When something that is done now and then is to be done again. */
export class Pace {
  private began: number;
  private due: number;

  constructor(private readonly options: PaceOptions) {
    const { now, interval, isDueAtOnce = true } = options;
    this.began = now();
    this.due = isDueAtOnce ? this.began : this.began + interval;
  }

  get isDue(): boolean {
    return this.options.now() >= this.due;
  }

  /** It is being done from now on. */
  begin(): void {
    this.began = this.options.now();
  }

  /** It has been done: not again before an interval, or longer if it took long. */
  done(): void {
    const { now, interval, share } = this.options;
    const took = Math.max(0, now() - this.began);
    this.due = now() + Math.max(interval, share < 1 ? took / share : 0);
  }

  /** Never again. */
  stop(): void {
    this.due = Infinity;
  }
}
