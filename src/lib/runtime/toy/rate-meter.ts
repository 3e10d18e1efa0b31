/** Milliseconds that a rate is taken over. */
const period = 1000;

/** Counts how often something happens a second, over the last second. */
export class RateMeter {
  private counts: { readonly time: number; readonly count: number }[] = [];

  /** @param now the present in milliseconds, from any fixed origin */
  constructor(private readonly now: () => number) {}

  add(count: number): void {
    const time = this.now();
    this.counts.push({ time, count });
    // The last one before the period stays: it is where the period begins.
    while ((this.counts[1]?.time ?? time) <= time - period) this.counts.shift();
  }

  /** Begin anew, after a pause. */
  reset(): void {
    this.counts = [];
  }

  /** 0 while there is nothing to tell it by. */
  get perSecond(): number {
    const [first, ...later] = this.counts;
    const elapsed = this.now() - (first?.time ?? 0);
    if (!first || later.length === 0 || elapsed <= 0) return 0;
    return (later.reduce((sum, { count }) => sum + count, 0) / elapsed) * 1000;
  }
}
