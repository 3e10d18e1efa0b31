/** Milliseconds that the rate of rounds is taken over. */
const period = 1000;
/** Milliseconds whose rounds are counted together. */
const together = 10;

/**
 * Keeps the time that training takes: pauses, and whatever else is between rounds, are left out of
 * the time, but not of the rate, which is what the reader sees happen.
 */
export class ProgressMeter {
  private total = 0;
  private counts: { time: number; rounds: number }[] = [];

  /** @param now the present in milliseconds, from any fixed origin */
  constructor(private readonly now: () => number) {}

  /** Training begins, perhaps after a pause. */
  begin(): void {
    this.counts = [{ time: this.now(), rounds: 0 }];
  }

  /** Count rounds that took this many milliseconds. */
  add(milliseconds: number, rounds: number): void {
    this.total += milliseconds;
    const time = this.now();
    const [before, last] = this.counts.slice(-2);
    // Thousands of rounds a second are counted together.
    if (before && last && time - before.time < together) {
      last.time = time;
      last.rounds += rounds;
      return;
    }
    this.counts.push({ time, rounds });
    // The last one before the period stays: it is where the period begins. So do a few slow rounds.
    while (this.counts.length > 9 && (this.counts[1]?.time ?? time) <= time - period) {
      this.counts.shift();
    }
  }

  /** Milliseconds of training so far. */
  get elapsedMs(): number {
    return this.total;
  }

  /** Over about the last second, or the last rounds if they take longer; 0 while there is nothing to tell it by. */
  get roundsPerSecond(): number {
    const [first, ...later] = this.counts;
    const elapsed = (later.at(-1)?.time ?? 0) - (first?.time ?? 0);
    if (!first || elapsed <= 0) return 0;
    return (later.reduce((sum, { rounds }) => sum + rounds, 0) / elapsed) * 1000;
  }

  /** Milliseconds that so many rounds will take at the present speed; 0 if that is unknown. */
  remainingMs(rounds: number): number {
    const rate = this.roundsPerSecond;
    return rate > 0 ? (rounds / rate) * 1000 : 0;
  }
}
