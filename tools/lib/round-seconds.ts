import type { Family } from '@lib/models/family';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { computingSeconds } from './computing-time';
import { loadFamilyData } from './family-data';

/**
 * Seconds that one of a run's first rounds computes; the very first, which also sets things up, aside.
 *
 * @param rounds to take the mean of
 */
export async function roundSeconds<Settings>(
  family: Family<Settings>,
  settings: Settings,
  rounds = 6,
): Promise<number> {
  const data = await loadFamilyData(family as Family<unknown>, [settings]);
  const trainer = new AdversarialTrainer({ family, settings, data });
  await trainer.train();
  const seconds = await computingSeconds(async () => {
    for (let i = 0; i < rounds; i++) await trainer.train();
  });
  trainer.dispose();
  return seconds / rounds;
}
