import type { Family, FamilyData } from '@lib/models/family';
import { loadShippedDigits } from './node-backend';
import { loadShippedWeights } from './shipped-model';

/** What a family learns from, for these lanes, as a session would load it. */
export async function loadFamilyData(
  family: Family<unknown>,
  lanes: readonly unknown[],
): Promise<FamilyData> {
  const digits = family.data === 'none' ? null : await loadShippedDigits();
  const names = new Set(lanes.flatMap((settings) => family.loads?.(settings) ?? []));
  const load = async (name: string) => [name, await loadShippedWeights(name)] as const;
  return { digits, shipped: Object.fromEntries(await Promise.all([...names].map(load))) };
}
