/** Counts for how long a discriminator has been nearly always right, which teaches its generator nothing. */
import { type Side, sides } from '@lib/models/lapgan-sides';
import type { Round } from '@lib/session/protocol';

interface Streak {
  /** A mean of the newest rounds' shares of right verdicts; about thirty of them count. */
  readonly mean: number;
  /** Rounds for which it has been above the limit. */
  readonly rounds: number;
}

export type Tally = Readonly<Partial<Record<Side, Streak>>>;

/** Share of right verdicts, and rounds above it, from which on the reader is told. */
export const rightLimit = 0.98;
export const roundsLimit = 300;
const kept = 1 - 1 / 30;

/** The tally after further rounds of the one lane. */
export function tallied(tally: Tally, rounds: readonly Round[]): Tally {
  return rounds.reduce<Tally>((before, { lanes: [metrics] }) => {
    const next: Partial<Record<Side, Streak>> = { ...before };
    for (const side of sides) {
      const right = metrics?.[`right${side}`];
      if (right === undefined) continue;
      const { mean: last = 0.5, rounds: count = 0 } = before[side] ?? {};
      const mean = kept * last + (1 - kept) * right;
      next[side] = { mean, rounds: mean > rightLimit ? count + 1 : 0 };
    }
    return next;
  }, tally);
}

/** The levels whose discriminator has been right for too long. */
export function tooRight(tally: Tally): readonly Side[] {
  return sides.filter((side) => (tally[side]?.rounds ?? 0) >= roundsLimit);
}
