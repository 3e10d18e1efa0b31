interface Job {
  readonly at: number;
  readonly run: () => void;
  /** Whether it goes on for ever by itself. */
  readonly isEndless: boolean;
}

/** Time that passes only when a test says so. */
export class FakeClock {
  now = 0;
  private jobs: Job[] = [];

  after(milliseconds: number, run: () => void, isEndless = false): void {
    const job = { at: this.now + milliseconds, run, isEndless };
    // Behind those of the same time.
    const place = this.jobs.findIndex(({ at }) => at > job.at);
    this.jobs.splice(place < 0 ? this.jobs.length : place, 0, job);
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(milliseconds, resolve);
    });
  }

  /** Let so much time pass. */
  async pass(milliseconds: number, afterEach: () => void): Promise<void> {
    const end = this.now + milliseconds;
    while ((this.jobs[0]?.at ?? Infinity) <= end) await this.next(afterEach);
    this.now = end;
  }

  /** Let pass whatever has an end. */
  async settle(afterEach: () => void): Promise<void> {
    while (this.jobs.some(({ isEndless }) => !isEndless)) await this.next(afterEach);
  }

  private async next(afterEach: () => void): Promise<void> {
    const job = this.jobs.shift();
    if (!job) return;
    this.now = Math.max(this.now, job.at);
    job.run();
    await microtasks();
    afterEach();
  }
}

/** Resolves once nothing is left to do at once. */
export function microtasks(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
