import type { Family, FamilyData, RunContext } from '../models/family';
import { AdversarialTrainer } from '../training/adversarial-trainer';
import type { Trainer } from '../training/trainer';

/** A family as a session uses it, whatever its settings and pictures are. */
export interface FamilyModule {
  readonly family: Family<unknown>;
  createTrainer(settings: unknown, data: FamilyData): Trainer;
  /** What a cell is told of the data and the run, of its own memory. */
  infoOf(trainers: readonly Trainer[]): unknown;
}

/** Every model file, loaded when it is asked for; those that declare a family export it. */
const files = import.meta.glob<{ readonly family?: Family<unknown> }>('../models/*.ts');

/**
 * The family that a file of `models/` declares.
 *
 * @param name the file's, without its ending
 * @throws if there is none
 */
export async function findFamily(name: string): Promise<FamilyModule> {
  const family = (await files[`../models/${name}.ts`]?.())?.family;
  if (!family) throw new Error(`models/${name}.ts declares no family`);
  return moduleOf(family);
}

/** A family with the trainer that it is trained by. */
export function moduleOf<Settings>(family: Family<Settings>): FamilyModule {
  // What settings are is the family's own affair: it checks them.
  const declared = family as unknown as Family<unknown>;
  return {
    family: declared,
    createTrainer: (settings, data) => new AdversarialTrainer({ family: declared, settings, data }),
    infoOf: (trainers) =>
      declared.info?.(
        trainers.map(
          (trainer) => (trainer as AdversarialTrainer<unknown>).context as RunContext<unknown>,
        ),
      ) ?? null,
  };
}
