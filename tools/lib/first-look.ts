import type { Family, FamilyData } from '@lib/models/family';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { computingSeconds } from './computing-time';
import { loadFamilyData } from './family-data';

/** Rounds after which a run is given up. */
export const lastRound = 1500;

/** A run from scratch, looked at every so many rounds, until what it makes is good enough for a first look. */
interface Look<Settings> {
  readonly family: Family<Settings>;
  readonly settings: Settings;
  readonly every: number;
  readonly isReached: (
    trainer: AdversarialTrainer<Settings>,
    data: FamilyData,
  ) => boolean | Promise<boolean>;
}

/** @returns how many rounds it took, and the seconds that one thread computes for them */
export async function firstLook<Settings>(
  look: Look<Settings>,
): Promise<{ rounds: number; seconds: number }> {
  const { family, settings, every, isReached } = look;
  const data = await loadFamilyData(family as Family<unknown>, [settings]);
  const trainer = new AdversarialTrainer<Settings>({ family, settings, data });
  let seconds = 0;
  while (trainer.step < lastRound) {
    seconds += await computingSeconds(() => trainer.train());
    if (trainer.step % every === 0 && (await isReached(trainer, data))) break;
  }
  const rounds = trainer.step;
  trainer.dispose();
  if (rounds === lastRound) throw new Error(`nothing to be seen after ${lastRound} rounds`);
  return { rounds, seconds };
}
