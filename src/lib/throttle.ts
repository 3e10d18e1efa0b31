import type { Pacing } from './models/family';

/** When something that is done now and then is to be done again. */
export class Throttle {
  private began: number;
  private due: number;

  /** @param now the present in milliseconds, from any fixed origin */
  constructor(
    private readonly now: () => number,
    private readonly pacing: Pacing,
  ) {
    this.began = now();
    this.due = pacing.isDueAtOnce === false ? this.began + pacing.interval : this.began;
  }

  get isDue(): boolean {
    return this.now() >= this.due;
  }

  /** Milliseconds until it is due; 0 if it is. */
  get wait(): number {
    return Math.max(0, this.due - this.now());
  }

  /** It is being done from now on. */
  begin(): void {
    this.began = this.now();
  }

  /** It has been done: not again before an interval has passed since it began, or longer if it took long. */
  done(): void {
    const took = Math.max(0, this.now() - this.began);
    this.due = this.began + Math.max(this.pacing.interval, took / this.pacing.share);
  }
}
