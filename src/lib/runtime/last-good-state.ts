import { allFinite } from '../data/all-finite';
import type { DcganCheckpoint } from './protocol';

/** Milliseconds between copies at the least. */
const leastInterval = 10_000;
/** Copying may take this part of the time at the most. */
const greatestShare = 0.02;

/**
 * Keeps a copy of the newest state known to be good, in plain memory, so that a run can go on from
 * there after its losses became NaN or its GPU was lost.
 */
export class LastGoodState {
  private copy: DcganCheckpoint | null = null;
  private due = 0;

  /** @param now the present in milliseconds, from any fixed origin */
  constructor(private readonly now: () => number) {}

  get state(): DcganCheckpoint | null {
    return this.copy;
  }

  /** Take a copy if the last is old enough to be worth it. */
  async offer(takeState: () => Promise<DcganCheckpoint>): Promise<void> {
    const began = this.now();
    if (began < this.due) return;
    const state = await takeState();
    // Losses can still be finite one step after a weight no longer is.
    if (isFinite(state)) this.copy = state;
    const took = this.now() - began;
    this.due = this.now() + Math.max(leastInterval, took / greatestShare);
  }
}

function isFinite({ arrays }: DcganCheckpoint): boolean {
  return Object.values(arrays).every(allFinite);
}
