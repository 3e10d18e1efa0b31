import { allFinite } from '../data/all-finite';
import type { Pacing } from '../models/family';
import type { Checkpoint, Trainer } from '../training/trainer';
import { Throttle } from '../throttle';

/** Milliseconds between two copies at the least, and their part of the time at the most. */
const pacing: Pacing = { interval: 10_000, share: 0.02 };

/** Keeps a copy of the newest state that is known to be good. */
export class LastGood {
  private readonly throttle: Throttle;
  private copy: readonly Checkpoint[] | null = null;

  constructor(now: () => number) {
    this.throttle = new Throttle(now, pacing);
  }

  /** Lane by lane; `null` before one was offered. */
  get states(): readonly Checkpoint[] | null {
    return this.copy;
  }

  /** Take a copy if one is due. Losses can still be finite one step after a weight no longer is. */
  async offer(trainers: readonly Trainer[]): Promise<void> {
    if (!this.throttle.isDue) return;
    this.throttle.begin();
    const states: Checkpoint[] = [];
    for (const trainer of trainers) states.push(await trainer.state());
    const isGood = states.every(({ arrays }) => Object.values(arrays).every(allFinite));
    if (isGood) this.copy = states;
    this.throttle.done();
  }
}
