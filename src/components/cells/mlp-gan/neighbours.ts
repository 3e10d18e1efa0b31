import type { NearestSamples } from '@lib/runtime/protocol';

export interface NeighboursOptions {
  /** Has the worker look for them. */
  readonly find: () => Promise<NearestSamples>;
  readonly onFound: (found: NearestSamples) => void;
  /** Whether the worker would train in the time that looking takes. */
  readonly isTraining: () => boolean;
  /** The present in milliseconds. */
  readonly now?: () => number;
}

/** Milliseconds between two times during training: these, or nine times as long as one took. */
const leastInterval = 1000;
const restShare = 9;
/** But no longer than this: a busy machine would leave the reader without pictures. */
const longestInterval = 5000;
/** Milliseconds after which a request that came too early is looked at again. */
const patience = 200;

/**
 * Keeps the samples' nearest training images up to date: during training once a second at the most, and
 * as a rule for no more than a tenth of the time; at once where nothing is trained. What came last is
 * always looked at.
 */
export class Neighbours {
  private readonly now: () => number;
  private isWanted = false;
  private isBusy = false;
  private due = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the runs; what is found of an older one is dropped. */
  private generation = 0;

  constructor(private readonly options: NeighboursOptions) {
    this.now = options.now ?? (() => performance.now());
  }

  /** There are new samples. */
  request(): void {
    this.isWanted = true;
    void this.look();
  }

  /** The run is over. */
  forget(): void {
    this.generation += 1;
    this.isWanted = false;
    this.due = 0;
    clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.isWanted || this.isBusy) return;
    if (this.options.isTraining() && this.now() < this.due) {
      this.timer = setTimeout(() => void this.look(), patience);
      return;
    }
    const { generation } = this;
    const began = this.now();
    this.isWanted = false;
    this.isBusy = true;
    try {
      const found = await this.options.find();
      if (generation === this.generation) this.options.onFound(found);
    } catch {
      // A run that has failed, or was let go, says so by itself.
    }
    this.isBusy = false;
    if (generation === this.generation) this.due = this.now() + this.restAfter(this.now() - began);
    void this.look();
  }

  private restAfter(took: number): number {
    return Math.min(longestInterval, Math.max(leastInterval, restShare * took));
  }
}
